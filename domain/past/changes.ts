import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { ActorKind } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter, QueryParams } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { addDays, type Days, instantsOf } from '../reports/period.ts';
import { filterOfPast, type PastStatus, plain, readStatuses } from './internal.ts';
import { earlierDay } from './moment-rules.ts';
import { parsePastQuery } from './query.ts';
import { isEverybody, totalsAt } from './totals.ts';

const PAGE_SIZE = 50;

/** One way from one status to another: moves of all who are meant, and of how many contacts in the list today. */
export type Way = { from: number; to: number; moves: number; contacts: number };

/** A contact's move; `name` null: it is in the list no more. `by`: the member who moved it, else what did. */
export type Move = {
  contactId: number;
  name: string | null;
  from: number;
  to: number;
  at: Date;
  by: { name: string | null; kind: ActorKind };
};

export type Changes = {
  /** All that are named below, in the order of the funnel. */
  statuses: PastStatus[];
  /** How many stood in each status before the first day, and after the last. */
  totals: { statusId: number; before: number; after: number }[];
  ways: Way[];
  moves: Move[];
  cursor: string | null;
};

type Asked = Days & { filter: ContactFilter; cursor: string | null };

/** Without being asked for days, those of a week are shown. */
const DAYS_AGO = 7;

/** What a page about changes shows: `from` and `to` (days; a week without them), `cursor`, and whose, as reports do. @throws `forbidden`. */
export async function readChangesPage(ctx: Ctx, params: QueryParams, now = new Date()) {
  const { people, span } = parsePastQuery({ ...params, at: '', period: 'free' });
  const today = localDay(now, ctx.workspace.timeZone);
  const days: Days =
    span && typeof span !== 'string'
      ? { from: earlierDay(span.from, today), to: earlierDay(span.to, today) }
      : { from: addDays(today, 1 - DAYS_AGO), to: today };
  const filter = filterOfPast(ctx, { people });
  const cursor = typeof params.cursor === 'string' ? params.cursor : null;
  return {
    people,
    days,
    filter,
    cursor,
    changes: await readChangesBetween(ctx, { ...days, filter, cursor }, now),
  };
}

/**
 * What changed on some days of the workspace, both included: how many stood where before and after, the ways that were gone, and the moves themselves, the
 * last first, a page at a time. @throws `forbidden`.
 */
export async function readChangesBetween(ctx: Ctx, asked: Asked, now = new Date()): Promise<Changes> {
  authorize(ctx, 'contact.read');
  const { start, end } = instantsOf(asked, ctx.workspace.timeZone);
  const edges = [start, end].map((edge) => new Date(Math.min(edge.getTime(), now.getTime() + 1) - 1));
  const people = isEverybody(ctx, asked.filter)
    ? null
    : contactFilterWhere(ctx, await resolveFilter(ctx, asked.filter, now));
  const within = sql`s.workspace_id = ${ctx.workspace.id} and s.from_status_id is not null
    and s.since >= ${start.toISOString()}::timestamptz and s.since < ${end.toISOString()}::timestamptz`;
  const [statuses, [before, after], ways, page] = await Promise.all([
    readStatuses(ctx),
    totalsAt(ctx, asked.filter, edges, now),
    readWays(ctx, within, people),
    readMoves(ctx, within, people, asked.cursor),
  ]);
  const totals = statuses.map(({ id }) => ({
    statusId: id,
    before: before?.get(id) ?? 0,
    after: after?.get(id) ?? 0,
  }));
  const isNamed = (id: number) =>
    ways.some(({ from, to }) => from === id || to === id) ||
    totals.some((one) => one.statusId === id && one.before + one.after > 0);
  const shown = statuses.filter(({ id, isRetired }) => !isRetired || isNamed(id));
  const place = new Map(shown.map(({ id }, at) => [id, at]));
  const order = (id: number) => place.get(id) ?? 0;
  return {
    statuses: shown.map(plain),
    totals: totals.filter(({ statusId }) => place.has(statusId)),
    ways: ways.toSorted((one, two) => order(one.from) - order(two.from) || order(one.to) - order(two.to)),
    ...page,
  };
}

/** Contacts of a filter joined to stays (`s`); without one everybody's, those of who is gone with no contact. */
function joined(people: SQL | null): SQL {
  const same = sql`contacts.workspace_id = s.workspace_id and contacts.id = s.contact_id`;
  return people ? sql`join ${contacts} on ${same} and ${people}` : sql`left join ${contacts} on ${same}`;
}

/** Each contact's moves along one way are one row before they are counted, so that nobody is sorted twice. */
async function readWays(ctx: Ctx, within: SQL, people: SQL | null): Promise<Way[]> {
  const rows = await ctx.db.execute<Record<keyof Way, string>>(sql`
    select s.from_status_id as "from", s.status_id as "to", sum(s.moves) as moves, count(contacts.id) as contacts
    from (
      select s.workspace_id, s.contact_id, s.from_status_id, s.status_id, count(*) as moves from status_stays s where ${within}
      group by s.workspace_id, s.contact_id, s.from_status_id, s.status_id
    ) as s ${joined(people)}
    group by s.from_status_id, s.status_id`);
  return rows.map(({ from, to, moves, contacts: some }) => ({
    ...{ from: Number(from), to: Number(to), moves: Number(moves), contacts: Number(some) },
  }));
}

type MoveRow = Omit<Move, 'contactId' | 'from' | 'to' | 'at' | 'by'> &
  Record<'contactId' | 'from' | 'to', string> & { at: string; byName: string | null; byKind: ActorKind };

/**
 * In the order of the index of moves, backwards. One act may move very many at the same instant: a cursor is an instant and how many of its moves have been
 * shown.
 */
async function readMoves(
  ctx: Ctx,
  within: SQL,
  people: SQL | null,
  cursor: string | null,
): Promise<Pick<Changes, 'moves' | 'cursor'>> {
  const after = cursor === null ? null : decodeCursor(cursor, ['date', 'number']);
  const from = after ? sql`and s.since <= ${after[0]}::timestamptz` : sql``;
  const skipped = after ? Math.max(0, after[1]) : 0;
  const rows = await ctx.db.execute<MoveRow>(sql`
    select s.contact_id as "contactId", contacts.name, s.from_status_id as "from", s.status_id as "to", s.since as at,
      (select u.name from users u where u.id = s.moved_by) as "byName", e.actor_kind as "byKind"
    from status_stays s ${joined(people)}
    join contact_events e on e.workspace_id = s.workspace_id and e.id = s.event_id
    where ${within} ${from}
    order by s.since desc, s.status_id desc, s.from_status_id desc, s.moved_by desc, s.contact_id desc, s.event_id desc
    limit ${PAGE_SIZE + 1} offset ${skipped}::bigint`);
  const all = rows.map(toMove);
  const moves = all.slice(0, PAGE_SIZE);
  return { moves, cursor: all.length > PAGE_SIZE ? cursorAfter(moves, after) : null };
}

function toMove({ contactId, from, to, at, byName, byKind, name }: MoveRow): Move {
  return {
    ...{ contactId: Number(contactId), name, from: Number(from), to: Number(to), at: new Date(at) },
    by: { name: byName, kind: byKind },
  };
}

function cursorAfter(moves: readonly Move[], after: [string, number] | null): string | null {
  const last = moves.at(-1)?.at.toISOString();
  if (!last) return null;
  const same = moves.filter(({ at }) => at.toISOString() === last).length;
  // A page full of one instant goes on where the page before it left off.
  const shown = after && after[0] === last ? after[1] + same : same;
  return encodeCursor([last, shown]);
}
