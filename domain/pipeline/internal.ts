import { asc, desc, type SQL, sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { type ResolvedFilter, resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere, tallyFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { Card } from './card.ts';
import type { BoardQuery, BoardSort } from './query.ts';

/** A board's query whose filter is looked up. */
export type ResolvedBoard = { filter: ResolvedFilter; sort: BoardSort };

/** Looks up what the filter of a board names. @throws `forbidden`. */
export async function resolveBoard(ctx: Ctx, query: BoardQuery, now?: Date): Promise<ResolvedBoard> {
  return { ...query, filter: await resolveFilter(ctx, query.filter, now) };
}

export const cardColumns = {
  id: contacts.id,
  version: contacts.version,
  name: contacts.name,
  statusId: contacts.statusId,
  originId: contacts.originId,
  ownerId: sql<number>`coalesce(${contacts.ownerId}, 0)`.mapWith(Number),
  type: contacts.type,
  isActive: contacts.isActive,
  isOptedOut: sql<boolean>`${contacts.optedOutAt} is not null`,
  statusSince: milliseconds(contacts.statusSince),
  lastActivityAt: milliseconds(contacts.lastActivityAt),
  createdAt: milliseconds(contacts.createdAt),
  lastMessageAt: sql<number>`coalesce(${milliseconds(contacts.lastMessageAt)}, 0)`.mapWith(Number),
  // Asked only for people who have written: most of a million have not. Written out, since a select of one table would leave the table's name away.
  waitingSince: sql<number>`case when ${contacts.lastMessageAt} is null then 0 else coalesce((
    select (extract(epoch from min(talk.waiting_since)) * 1000)::int8 from ${conversations} talk
    where talk.workspace_id = contacts.workspace_id and talk.contact_id = contacts.id), 0) end`.mapWith(
    Number,
  ),
};

type InstantColumn =
  | typeof contacts.statusSince
  | typeof contacts.lastActivityAt
  | typeof contacts.createdAt
  | typeof contacts.lastMessageAt;

/** Numbers instead of dates: nothing is parsed on the way, and the browser takes them as they are. */
function milliseconds(column: InstantColumn): SQL<number> {
  return sql<number>`(extract(epoch from ${column}) * 1000)::int8`.mapWith(Number);
}

/** The order of a column; each has an index that begins with workspace and status. */
export function orderOf(sort: BoardSort): SQL[] {
  switch (sort) {
    case 'activity':
      return [desc(contacts.lastActivityAt), desc(contacts.id)];
    case 'newest':
      return [desc(contacts.createdAt), desc(contacts.id)];
    case 'since':
      return [asc(contacts.statusSince), asc(contacts.id)];
    case 'name':
      return [asc(contacts.name), asc(contacts.id)];
  }
}

/** Where the page after `last` begins. */
export function cursorAfter(sort: BoardSort, last: Card): string {
  const value = {
    activity: last.lastActivityAt,
    newest: last.createdAt,
    since: last.statusSince,
    name: last.name,
  }[sort];
  return encodeCursor([typeof value === 'number' ? new Date(value).toISOString() : value, last.id]);
}

/** The condition of a page after `cursor`. @throws `invalid` (cursor) when it was not made by `cursorAfter` for this sort. */
export function afterCursor(sort: BoardSort, cursor: string): SQL {
  const values = decodeCursor(cursor, [sort === 'name' ? 'string' : 'date', 'number']);
  if (!values) throw invalidField('cursor', 'invalid');
  const [value, id] = values;
  switch (sort) {
    case 'activity':
      return sql`(${contacts.lastActivityAt}, ${contacts.id}) < (${value}::timestamptz, ${id}::int8)`;
    case 'newest':
      return sql`(${contacts.createdAt}, ${contacts.id}) < (${value}::timestamptz, ${id}::int8)`;
    case 'since':
      return sql`(${contacts.statusSince}, ${contacts.id}) > (${value}::timestamptz, ${id}::int8)`;
    case 'name':
      return sql`(${contacts.name}, ${contacts.id}) > (${value}, ${id}::int8)`;
  }
}

/** `select status_id, total`: the exact number of contacts in each status, from the tallies where they can tell, else counted. */
export function totalsByStatus(ctx: Ctx, { filter }: ResolvedBoard): SQL {
  const fromTallies = tallyFilterWhere(ctx, filter);
  return fromTallies
    ? sql`select status_id, sum(total)::int as total from ${contactTallies} where ${fromTallies} group by status_id`
    : sql`select status_id, count(*)::int as total from ${contacts} where ${contactFilterWhere(ctx, filter)} group by status_id`;
}
