import { type SQL, sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { NOBODY } from '../contacts/check-where.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { type ResolvedFilter, resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere, tallyFilterWhere } from '../contacts/where.ts';
import { type InboxOf, inboxHref } from '../conversations/inbox-query.ts';
import { countConversations } from '../conversations/list.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { filterOfReport } from './about.ts';
import { countBeyond, type ReportStatus, readStatuses } from './internal.ts';
import type { ReportQuery } from './query.ts';

/** Contacts of one origin or owner: all of them, and how many in each status. */
export type NowRow<Id> = { id: Id; name: string; total: number; byStatus: Map<number, number> };

export type NowReport = {
  /** Whom all figures are about. */
  filter: ContactFilter;
  total: number;
  /** Live ones in order; `beyond`: longer there than usual, null where nothing is known to be usual. */
  statuses: (ReportStatus & { total: number; beyond: number | null })[];
  /** The most first; those without contacts left out. Owner `none`, last: nobody's (its name is empty). */
  origins: NowRow<number>[];
  owners: NowRow<number | 'none'>[];
  /** Conversations that wait for our answer, `isMore` when there are more than that; the list of just these, null where no list can be narrowed so. */
  waiting: { count: number; isMore: boolean; href: string | null };
};

type Cell = { statusId: number; originId: number | null; ownerId: number | null; total: number };
type Name = { id: number; name: string };

/** Where the active contacts that the reader may see stand at this moment. @throws `forbidden`. */
export async function readNow(ctx: Ctx, query: ReportQuery, now: Date = new Date()): Promise<NowReport> {
  authorize(ctx, 'report.read');
  const filter = filterOfReport(query, actorId(ctx));
  const [resolved, all] = await Promise.all([resolveFilter(ctx, filter, now), readStatuses(ctx)]);
  const live = all.filter(({ isRetired }) => !isRetired);
  const [cells, beyond, waiting, names] = await Promise.all([
    readCells(ctx, resolved),
    countBeyond(ctx, resolved, live, now),
    readWaiting(ctx, query, resolved),
    readNames(ctx),
  ]);
  const ofOrigins = cells.filter(({ originId }) => originId !== null);
  const statuses = live.map((status) => ({
    ...status,
    total: sumOf(ofOrigins.filter(({ statusId }) => statusId === status.id)),
    beyond: status.usualSeconds === null ? null : (beyond.get(status.id) ?? 0),
  }));
  return {
    filter,
    total: sumOf(ofOrigins),
    statuses,
    origins: toRows(cells, ({ originId }) => originId, names.origins),
    owners: ownerRows(cells, names.members),
    waiting,
  };
}

function sumOf(cells: { total: number }[]): number {
  return cells.reduce((sum, { total }) => sum + total, 0);
}

/** By status and origin, and by status and owner, in one pass. */
async function readCells(ctx: Ctx, filter: ResolvedFilter): Promise<Cell[]> {
  const tallied = tallyFilterWhere(ctx, filter);
  const from: SQL = tallied
    ? sql`select status_id, origin_id, owner_id, sum(total) as total from ${contactTallies} where ${tallied}
        group by 1, 2, 3`
    : sql`select status_id, origin_id, coalesce(owner_id, ${NOBODY}) as owner_id, count(*) as total
        from ${contacts} where ${contactFilterWhere(ctx, filter)} group by 1, 2, 3`;
  return ctx.db.execute<Cell>(sql`
    select status_id::int as "statusId", origin_id::int as "originId", owner_id::int as "ownerId", sum(total)::int as total
    from (${from}) as counted
    group by grouping sets ((status_id, origin_id), (status_id, owner_id))
    having sum(total) > 0`);
}

async function readNames(ctx: Ctx): Promise<{ origins: Name[]; members: Name[] }> {
  const w = ctx.workspace.id;
  const [origins, members] = await Promise.all([
    ctx.db.execute<Name>(sql`select id::int as id, name from origins where workspace_id = ${w}`),
    ctx.db.execute<Name>(sql`select u.id::int as id, u.name from memberships m join users u on u.id = m.user_id
      where m.workspace_id = ${w}`),
  ]);
  return { origins, members };
}

function toRows(cells: Cell[], idOf: (cell: Cell) => number | null, names: Name[]): NowRow<number>[] {
  const named = new Map(names.map(({ id, name }) => [id, name]));
  const rows = new Map<number, NowRow<number>>();
  for (const cell of cells) {
    const id = idOf(cell);
    if (id === null) continue;
    const row = rows.get(id) ?? { id, name: named.get(id) ?? '', total: 0, byStatus: new Map() };
    row.byStatus.set(cell.statusId, cell.total);
    rows.set(id, { ...row, total: row.total + cell.total });
  }
  return [...rows.values()].toSorted((a, b) => b.total - a.total || a.id - b.id);
}

function ownerRows(cells: Cell[], members: Name[]): NowRow<number | 'none'>[] {
  const rows = toRows(cells, ({ ownerId }) => ownerId, members);
  const nobody = rows.filter(({ id }) => id === NOBODY).map((row) => ({ ...row, id: 'none' as const }));
  return [...rows.filter(({ id }) => id !== NOBODY), ...nobody];
}

/** As the inbox counts them where it can be asked for the same ones (it knows people who are no contacts, too); else those of the filter's contacts. */
async function readWaiting(
  ctx: Ctx,
  query: ReportQuery,
  filter: ResolvedFilter,
): Promise<NowReport['waiting']> {
  const of = inboxOf(query);
  if (of !== null) {
    const count = await countConversations(ctx, { show: 'waiting', of });
    const isMore = count > INBOX_MAX;
    const href = inboxHref({ show: 'waiting', of, after: null });
    return { count: Math.min(count, INBOX_MAX), isMore, href };
  }
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${conversations} talk
    join ${contacts} on contacts.workspace_id = talk.workspace_id and contacts.id = talk.contact_id
    where talk.workspace_id = ${ctx.workspace.id} and talk.waiting_since is not null and talk.owner_id is not null
      and ${contactFilterWhere(ctx, filter)}`);
  return { count: row?.count ?? 0, isMore: false, href: null };
}

/** Up to where the inbox counts. */
const INBOX_MAX = 999;

function inboxOf({ originIds, ownerIds, segmentId }: ReportQuery): InboxOf | null {
  if (originIds.length > 0 || segmentId !== null || ownerIds.length > 1) return null;
  switch (ownerIds[0]) {
    case undefined:
      return 'everyone';
    case 'me':
      return 'mine';
    case 'none':
      return 'unassigned';
    default:
      return null;
  }
}
