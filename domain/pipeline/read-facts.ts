import { and, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { StatusKind } from '#db/values.ts';
import { startOfMonth, startOfWeek } from '#lib/dates.ts';
import { remember } from '#lib/remember.ts';
import { confinedTo, contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { type ResolvedBoard, totalsByStatus } from './internal.ts';
import { type BoardQuery, boardQueryParams } from './query.ts';

export type BoardStatus = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  /** Nine of ten past stays in this status were shorter; null while too few are known. */
  usualSeconds: number | null;
};

export type Named = { id: number; name: string };

export type Summary = {
  newThisWeek: number;
  wonThisMonth: number;
  /** In open statuses for longer than usual; null while no status has a usual time. */
  stuck: number | null;
};

export type BoardFacts = {
  statuses: BoardStatus[];
  totals: Map<number, number>;
  /** Every origin and member that a card may name, archived and deactivated ones included, by name. */
  origins: Named[];
  members: Named[];
  summary: Summary;
};

type Row = {
  statuses: BoardStatus[] | null;
  totals: [number, number][] | null;
  origins: Named[] | null;
  members: Named[] | null;
  newThisWeek: number;
  wonThisMonth: number;
};

/** Counting what is stuck may pass over a tenth of all contacts; time itself makes it inexact within a minute. */
const STUCK_SECONDS = 60;

/** Everything about the board but its cards, in one journey. */
export async function readFacts(
  ctx: Ctx,
  query: BoardQuery,
  board: ResolvedBoard,
  now: Date,
): Promise<BoardFacts> {
  const [row] = await ctx.db.execute<Row>(factsQuery(ctx, board, now));
  if (!row) throw new Error('no facts');
  const statuses = row.statuses ?? [];
  return {
    statuses,
    totals: new Map(row.totals),
    origins: row.origins ?? [],
    members: row.members ?? [],
    summary: {
      newThisWeek: row.newThisWeek,
      wonThisMonth: row.wonThisMonth,
      stuck: await countStuck(ctx, board, statuses, now, boardQueryParams(query).toString()),
    },
  };
}

function factsQuery(ctx: Ctx, board: ResolvedBoard, now: Date): SQL {
  const { id, timeZone } = ctx.workspace;
  const live = sql`from statuses s where s.workspace_id = ${id} and s.retired_at is null`;
  const pace = sql`(select p.usual_seconds from status_paces p where p.workspace_id = s.workspace_id and p.status_id = s.id)`;
  const week = startOfWeek(now, timeZone).toISOString();
  const month = startOfMonth(now, timeZone).toISOString();
  const wonStatuses = sql`(select s.id ${live} and s.kind = 'won')`;
  return sql`select
    (select json_agg(json_build_object('id', s.id, 'name', s.name, 'colour', s.colour, 'kind', s.kind,
      'usualSeconds', ${pace}) order by s.position, s.id) ${live}) as statuses,
    (select json_agg(json_build_array(t.status_id, t.total)) from (${totalsByStatus(ctx, board)}) t) as totals,
    (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name)
      from origins o where o.workspace_id = ${id}) as origins,
    (select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name)
      from memberships m join users u on u.id = m.user_id where m.workspace_id = ${id}) as members,
    (${count(ctx, board, gte(contacts.createdAt, sql`${week}::timestamptz`))}) as "newThisWeek",
    (${count(
      ctx,
      board,
      sql`${contacts.statusId} in ${wonStatuses} and ${contacts.statusSince} >= ${month}::timestamptz`,
    )}) as "wonThisMonth"`;
}

function count(ctx: Ctx, board: ResolvedBoard, condition: SQL | undefined): SQL {
  return sql`select count(*)::int from ${contacts} where ${and(contactFilterWhere(ctx, board.filter), condition)}`;
}

async function countStuck(
  ctx: Ctx,
  board: ResolvedBoard,
  statuses: BoardStatus[],
  now: Date,
  address: string,
): Promise<number | null> {
  const longer = statuses.flatMap(({ id, kind, usualSeconds }) => {
    if (kind !== 'open' || usualSeconds === null) return [];
    const before = new Date(now.getTime() - usualSeconds * 1000);
    return and(eq(contacts.statusId, id), lt(contacts.statusSince, before));
  });
  if (longer.length === 0) return null;
  const key = `${ctx.workspace.id} ${confinedTo(ctx)} ${address}`;
  return remember(stuckCounts, key, STUCK_SECONDS, async () => {
    const [row] = await ctx.db.execute<{ count: number }>(count(ctx, board, or(...longer)));
    return row?.count ?? 0;
  });
}

const stuckCounts = new Map<string, { value: Promise<number>; until: number }>();
