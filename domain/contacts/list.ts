import { and, asc, desc, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { ContactType } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { maskPhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { ContactFilter } from './filter.ts';
import type { ContactSort, ContactSortKey, PageCursor } from './query.ts';
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
  createdAt: Date;
  lastActivityAt: Date;
};

export type ContactPage = { rows: ContactRow[]; next: string | null; previous: string | null };

/**
 * One page of the contacts that match. `next` and `previous` are the cursors of the pages after and before, null where there is none.
 * @throws `invalid` (cursor: invalid) for a cursor that is forged or of another order; `forbidden`.
 */
export async function listContacts(
  ctx: Ctx,
  request: { filter: ContactFilter; sort: ContactSort; cursor?: PageCursor },
): Promise<ContactPage> {
  authorize(ctx, 'contact.read');
  const { filter, sort, cursor = null } = request;
  const isBackward = cursor !== null && 'before' in cursor;
  const isAscending = (sort.direction === 'asc') !== isBackward;
  const column = sortColumns[sort.by];
  const order = isAscending ? asc : desc;
  const found = await ctx.db
    .select(rowColumns)
    .from(contacts)
    .where(and(contactFilterWhere(ctx, filter), beyond(sort.by, isAscending, cursor)))
    .orderBy(order(column), order(contacts.id))
    .limit(CONTACTS_PER_PAGE + 1);
  const hasMore = found.length > CONTACTS_PER_PAGE;
  const page = found.slice(0, CONTACTS_PER_PAGE);
  if (isBackward) page.reverse();
  const cursorAt = (row: (typeof page)[number] | undefined) => (row ? cursorOf(sort.by, row) : null);
  const isAnyAfter = isBackward || hasMore;
  const isAnyBefore = isBackward ? hasMore : cursor !== null;
  return {
    rows: page.map((row) => toRow(ctx, row)),
    next: isAnyAfter ? cursorAt(page.at(-1)) : null,
    previous: isAnyBefore ? cursorAt(page[0]) : null,
  };
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
