import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { contactTrash } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import type { ActorKind } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { maskPhone, parsePhone, phoneVariants } from '#lib/phone.ts';
import { escapeLike } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { boundedCount, type ContactCount, FOUND_MAX } from './count.ts';
import { COUNT_MAX } from './few.ts';
import type { PageCursor } from './query.ts';
import { readSearch } from './search.ts';
import type { TrashQuery } from './trash-query.ts';
import { confinedTo } from './where.ts';

export const TRASHED_PER_PAGE = 50;

/** A deleted contact as the trash shows it: as it stood when it was deleted. */
export type TrashRow = {
  id: number;
  name: string;
  maskedPhone: string | null;
  email: string | null;
  /** Null only where the row that named it is gone altogether. */
  status: { id: number; name: string; colour: string } | null;
  originName: string | null;
  deletedAt: Date;
  deletedBy: { kind: ActorKind; name: string | null };
};

export type TrashPage = {
  rows: TrashRow[];
  next: string | null;
  previous: string | null;
  count: ContactCount;
};

/**
 * A page of the deleted contacts that can be brought back, those deleted last first, and how many there are: of those that whoever asks could see in
 * the list. `q` is looked for in names, companies, phones (in any spelling) and e-mails.
 * @throws `invalid` (cursor: invalid) for a forged cursor; `forbidden`.
 */
export async function listTrash(ctx: Ctx, { q, cursor }: TrashQuery): Promise<TrashPage> {
  authorize(ctx, 'contact.restore');
  const isBackward = cursor !== null && 'before' in cursor;
  const place = beyond(cursor);
  const where = and(eq(contactTrash.workspaceId, ctx.workspace.id), visible(ctx), matching(ctx, q));
  const few = q !== '' || confinedTo(ctx) !== null ? await findFew(ctx, where) : null;
  const count = few?.count ?? (await countAll(ctx, where));
  const found = await walk(ctx, and(few?.ids ? isOneOf(few.ids) : where, place), isBackward);
  const hasMore = found.length > TRASHED_PER_PAGE;
  const page = found.slice(0, TRASHED_PER_PAGE);
  if (isBackward) page.reverse();
  const deleters = await readDeleters(
    ctx,
    page.map(({ id }) => id),
  );
  return {
    rows: page.map(({ phone, ...row }) => ({
      ...row,
      maskedPhone: phone === null ? null : maskPhone(phone, ctx.workspace.country),
      deletedBy: deleters.get(row.id) ?? { kind: 'system', name: null },
    })),
    next: isBackward || hasMore ? cursorAt(page.at(-1)) : null,
    previous: (isBackward ? hasMore : cursor !== null) ? cursorAt(page[0]) : null,
    count,
  };
}

function visible(ctx: Ctx): SQL | undefined {
  const userId = confinedTo(ctx);
  return userId === null ? undefined : or(eq(contactTrash.ownerId, userId), isNull(contactTrash.ownerId));
}

/** What the search box asks for; the name is what `search` begins with. */
function matching(ctx: Ctx, q: string): SQL | undefined {
  const search = readSearch(q);
  switch (search.kind) {
    case 'everything':
      return undefined;
    case 'prefix':
      return sql`${contactTrash.search} like ${`${escapeLike(search.text)}%`}`;
    case 'words':
      return and(...search.words.map(contains));
    case 'phone': {
      const phone = parsePhone(search.digits, ctx.workspace.country);
      return or(...[search.digits, ...(phone ? phoneVariants(phone.e164) : [])].map(contains));
    }
  }
}

function contains(word: string): SQL {
  return sql`${contactTrash.search} like ${`%${escapeLike(word)}%`}`;
}

const isOneOf = (ids: number[]) => sql`${contactTrash.contactId} = any(${`{${ids.join(',')}}`}::bigint[])`;

/**
 * Up to so many are found by an index of their own and then sorted; `ids` null: there are more, and walking along the index of the order meets
 * enough of them soon.
 */
async function findFew(ctx: Ctx, where: SQL | undefined) {
  const rows = await ctx.db
    .select({ id: contactTrash.contactId })
    .from(contactTrash)
    .where(where)
    .limit(FOUND_MAX + 1);
  const count = boundedCount(rows.length, FOUND_MAX);
  return { ids: count.isExact ? rows.map(({ id }) => id) : null, count };
}

async function countAll(ctx: Ctx, where: SQL | undefined): Promise<ContactCount> {
  const all = ctx.db
    .select({ one: sql`1`.as('one') })
    .from(contactTrash)
    .where(where)
    .limit(COUNT_MAX + 1)
    .as('trashed');
  const [row] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(all);
  return boundedCount(row?.total ?? 0, COUNT_MAX);
}

const held = (name: string) => sql<string | null>`${contactTrash.contact} ->> ${sql.raw(`'${name}'`)}`;

/** One more than a page, in the order in which the index is walked. */
function walk(ctx: Ctx, where: SQL | undefined, isBackward: boolean) {
  const order = isBackward ? asc : desc;
  const { workspaceId, contactId, deletedAt } = contactTrash;
  return ctx.db
    .select({
      id: contactId,
      name: sql<string>`trim(concat_ws(' ', ${held('first_name')}, ${held('last_name')}))`,
      phone: held('phone'),
      email: held('email'),
      status: { id: statuses.id, name: statuses.name, colour: statuses.colour },
      originName: origins.name,
      deletedAt,
    })
    .from(contactTrash)
    .leftJoin(
      statuses,
      and(eq(statuses.workspaceId, workspaceId), sql`${statuses.id} = (${held('status_id')})::bigint`),
    )
    .leftJoin(
      origins,
      and(eq(origins.workspaceId, workspaceId), sql`${origins.id} = (${held('origin_id')})::bigint`),
    )
    .where(and(eq(workspaceId, ctx.workspace.id), where))
    .orderBy(order(deletedAt), order(contactId))
    .limit(TRASHED_PER_PAGE + 1);
}

/** Who deleted each, by its last deletion: it may have come back in between. */
async function readDeleters(ctx: Ctx, ids: number[]): Promise<Map<number, TrashRow['deletedBy']>> {
  if (ids.length === 0) return new Map();
  const { workspaceId, contactId, kind, id, actorKind, actorId } = contactEvents;
  const rows = await ctx.db
    .selectDistinctOn([contactId], { contactId, kind: actorKind, name: users.name })
    .from(contactEvents)
    .leftJoin(users, eq(users.id, actorId))
    .where(and(eq(workspaceId, ctx.workspace.id), inArray(contactId, ids), eq(kind, 'contact.deleted')))
    .orderBy(contactId, desc(id));
  return new Map(rows.map(({ contactId: of, ...by }) => [of, by]));
}

function cursorAt(row: { id: number; deletedAt: Date } | undefined): string | null {
  return row ? encodeCursor([row.deletedAt.toISOString(), row.id]) : null;
}

function beyond(cursor: PageCursor): SQL | undefined {
  if (cursor === null) return undefined;
  const last = decodeCursor('after' in cursor ? cursor.after : cursor.before, ['date', 'number']);
  if (!last) throw invalidField('cursor', 'invalid');
  const sign = sql.raw('after' in cursor ? '<' : '>');
  return sql`(${contactTrash.deletedAt}, ${contactTrash.contactId}) ${sign} (${last[0]}::timestamptz, ${last[1]}::bigint)`;
}
