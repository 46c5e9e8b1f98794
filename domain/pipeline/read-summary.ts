import { and, eq, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { statuses, statusPaces } from '#db/schema/statuses.ts';
import { startOfMonth, startOfWeek } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { BoardQuery } from './query.ts';

export type Summary = {
  newThisWeek: number;
  wonThisMonth: number;
  /** In open statuses, longer than nine of ten past stays there; null while too little is known. */
  stuck: number | null;
  /** How many seconds a stay in each status usually takes at most. */
  usualSeconds: [statusId: number, seconds: number][];
};

/** What a manager asks first, for the contacts that the board shows. */
export async function readSummary(ctx: Ctx, query: BoardQuery, now = new Date()): Promise<Summary> {
  authorize(ctx, 'contact.read');
  const { timeZone } = ctx.workspace;
  const statusFacts = await readPaces(ctx);
  const wonSince = statusFacts
    .filter(({ kind }) => kind === 'won')
    .map(({ id }) => and(eq(contacts.statusId, id), gte(contacts.statusSince, startOfMonth(now, timeZone))));
  const slow = statusFacts.flatMap(({ id, kind, seconds }) =>
    kind === 'open' && seconds !== null ? { id, seconds } : [],
  );
  const inStatusBefore = ({ id, seconds }: (typeof slow)[number]) =>
    and(eq(contacts.statusId, id), lt(contacts.statusSince, new Date(now.getTime() - seconds * 1000)));
  const [newThisWeek, wonThisMonth, stuck] = await Promise.all([
    count(ctx, query, [gte(contacts.createdAt, startOfWeek(now, timeZone))]),
    count(ctx, query, wonSince),
    count(ctx, query, slow.map(inStatusBefore)),
  ]);
  return {
    newThisWeek,
    wonThisMonth,
    stuck: slow.length > 0 ? stuck : null,
    usualSeconds: slow.map(({ id, seconds }) => [id, seconds]),
  };
}

function readPaces(ctx: Ctx) {
  return ctx.db
    .select({ id: statuses.id, kind: statuses.kind, seconds: statusPaces.usualSeconds })
    .from(statuses)
    .leftJoin(
      statusPaces,
      and(eq(statusPaces.workspaceId, statuses.workspaceId), eq(statusPaces.statusId, statuses.id)),
    )
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), isNull(statuses.retiredAt)));
}

/** How many contacts of the board meet one of the conditions; none given: none. */
async function count(ctx: Ctx, query: BoardQuery, anyOf: (SQL | undefined)[]): Promise<number> {
  if (anyOf.length === 0) return 0;
  const [row] = await ctx.db
    .select({ total: sql<number>`count(*)::int` })
    .from(contacts)
    .where(and(contactFilterWhere(ctx, query.filter), or(...anyOf)));
  return row?.total ?? 0;
}
