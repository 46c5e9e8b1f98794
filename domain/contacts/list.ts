import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { ContactType } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { maskPhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { boundedCount, type ContactCount } from './count.ts';
import { ARE_FEW, COUNT_MAX, withFew } from './few.ts';
import type { ContactFilter } from './filter.ts';
import type { ContactSort, ContactSortKey, PageCursor } from './query.ts';
import { mayBeFew, type ResolvedFilter, resolveFilter } from './resolve-filter.ts';
import { contactFilterWhere } from './where.ts';

export const CONTACTS_PER_PAGE = 50;

/** A contact as lists show it: the phone partly hidden, and neither notes nor search text. */
export type ContactRow = {
  id: number;
  version: number;
  name: string;
  type: ContactType;
  maskedPhone: string | null;
  ownerId: number | null;
  statusId: number;
  originId: number;
  isActive: boolean;
  /** Wants no messages. */
  isOptedOut: boolean;
  createdAt: Date;
  lastActivityAt: Date;
};

export type ContactPage = { rows: ContactRow[]; next: string | null; previous: string | null };

type Order = { sort: ContactSort; cursor?: PageCursor };

/**
 * One page of the contacts that match. `next` and `previous` are the cursors of the pages after and before, null where there is none.
 * @throws `invalid` (cursor: invalid) for a cursor that is forged or of another order; `forbidden`.
 */
export async function listContacts(
  ctx: Ctx,
  { filter, ...order }: Order & { filter: ContactFilter },
): Promise<ContactPage> {
  authorize(ctx, 'contact.read');
  return (await listResolved(ctx, await resolveFilter(ctx, filter), order)).page;
}

/** The same of a filter that is looked up already; `count` is how many match, where finding the page has told. */
export async function listResolved(
  ctx: Ctx,
  filter: ResolvedFilter,
  { sort, cursor = null }: Order,
): Promise<{ page: ContactPage; count: ContactCount | null }> {
  authorize(ctx, 'contact.read');
  const isBackward = cursor !== null && 'before' in cursor;
  const isAscending = (sort.direction === 'asc') !== isBackward;
  const walk = { by: sort.by, isAscending, beyond: beyond(sort.by, isAscending, cursor) };
  const { found, count } = mayBeFew(filter)
    ? await findAmongFew(ctx, filter, walk)
    : { found: await walkAlong(ctx, filter, walk), count: null };
  const hasMore = found.length > CONTACTS_PER_PAGE;
  const page = found.slice(0, CONTACTS_PER_PAGE);
  if (isBackward) page.reverse();
  const cursorAt = (row: (typeof page)[number] | undefined) => (row ? cursorOf(sort.by, row) : null);
  const isAnyAfter = isBackward || hasMore;
  const isAnyBefore = isBackward ? hasMore : cursor !== null;
  return {
    page: {
      rows: page.map((row) => toRow(ctx, row)),
      next: isAnyAfter ? cursorAt(page.at(-1)) : null,
      previous: isAnyBefore ? cursorAt(page[0]) : null,
    },
    count,
  };
}

type Walk = { by: ContactSortKey; isAscending: boolean; beyond: SQL | undefined };

function walkAlong(ctx: Ctx, filter: ResolvedFilter, { by, isAscending, beyond }: Walk): Promise<Found[]> {
  const order = isAscending ? asc : desc;
  return ctx.db
    .select(rowColumns)
    .from(contacts)
    .where(and(contactFilterWhere(ctx, filter), beyond))
    .orderBy(order(sortColumns[by]), order(contacts.id))
    .limit(CONTACTS_PER_PAGE + 1);
}

/** Where few match, they are found first and sorted then; either way the other half of the statement does not run. */
async function findAmongFew(ctx: Ctx, filter: ResolvedFilter, walk: Walk) {
  const column = sortColumns[walk.by];
  const direction = sql.raw(walk.isAscending ? 'asc' : 'desc');
  const order = sql`order by ${column} ${direction}, ${contacts.id} ${direction} limit ${CONTACTS_PER_PAGE + 1}`;
  // Under its own name, so that `beyond` and the order mean the few as they mean the table.
  const few = sql`(select id, sorted as ${sql.identifier(column.name)} from few) as contacts`;
  const answer = await ctx.db.execute<{ id: string | null; total: number }>(sql`
    ${withFew(ctx, filter, sql`${contacts.id} as id, ${column} as sorted`)}
    select page.id, tally.total from tally left join lateral (
      (select ${contacts.id} as id from ${few} where ${and(ARE_FEW, walk.beyond)} ${order})
      union all
      (select ${contacts.id} as id from ${contacts}
        where not ${ARE_FEW} and ${and(contactFilterWhere(ctx, filter), walk.beyond)} ${order})
    ) page on true`);
  const ids = Array.from(answer).flatMap(({ id }) => (id === null ? [] : [Number(id)]));
  const count = boundedCount(answer[0]?.total ?? 0, COUNT_MAX);
  if (ids.length === 0) return { found: [], count };
  const rows = await ctx.db
    .select(rowColumns)
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), inArray(contacts.id, ids)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { found: ids.map((id) => byId.get(id)).filter((row) => row !== undefined), count };
}

const rowColumns = {
  id: contacts.id,
  version: contacts.version,
  name: contacts.name,
  type: contacts.type,
  phone: contacts.phone,
  ownerId: contacts.ownerId,
  statusId: contacts.statusId,
  originId: contacts.originId,
  isActive: contacts.isActive,
  isOptedOut: sql<boolean>`${contacts.optedOutAt} is not null`,
  createdAt: contacts.createdAt,
  lastActivityAt: contacts.lastActivityAt,
};

type Found = Omit<ContactRow, 'maskedPhone'> & { phone: string | null };

function toRow(ctx: Ctx, { phone, ...row }: Found): ContactRow {
  return { ...row, maskedPhone: phone === null ? null : maskPhone(phone, ctx.workspace.country) };
}

const sortColumns = {
  createdAt: contacts.createdAt,
  name: contacts.name,
  lastActivityAt: contacts.lastActivityAt,
} satisfies Record<ContactSortKey, unknown>;

function cursorOf(by: ContactSortKey, row: Found): string {
  const value = row[by];
  return encodeCursor([by, value instanceof Date ? value.toISOString() : value, row.id]);
}

function beyond(by: ContactSortKey, isAscending: boolean, cursor: PageCursor): SQL | undefined {
  if (cursor === null) return undefined;
  const held = decodeCursor('after' in cursor ? cursor.after : cursor.before, [
    'string',
    by === 'name' ? 'string' : 'date',
    'number',
  ]);
  if (!held || held[0] !== by) throw invalidField('cursor', 'invalid');
  const [, value, id] = held;
  const last = by === 'name' ? sql`${value}` : sql`${value}::timestamptz`;
  const row = sql`(${sortColumns[by]}, ${contacts.id})`;
  return isAscending ? sql`${row} > (${last}, ${id}::bigint)` : sql`${row} < (${last}, ${id}::bigint)`;
}
