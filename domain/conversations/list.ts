import { and, asc, desc, eq, gt, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { users } from '#db/schema/users.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { MessageDirection, MessageState, MessageType } from '#db/whatsapp-values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import { confinedTo } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { type InboxOf, type InboxQuery, type InboxShow, TALKS_COUNTED } from './inbox-query.ts';
import { isNobodyYet } from './internal.ts';

const CONVERSATIONS_PER_PAGE = 30;

export type ConversationItem = {
  id: number;
  contactId: number | null;
  name: string;
  /** E.164 digits without plus. */
  phone: string | null;
  ownerName: string | null;
  statusId: number | null;
  isOptedOut: boolean;
  numberId: number;
  numberName: string;
  lastInboundAt: Date | null;
  lastMessageAt: Date;
  waitingSince: Date | null;
  unread: number;
  last: { direction: MessageDirection; type: MessageType; state: MessageState; body: string } | null;
};

export type ConversationPage = { items: ConversationItem[]; next: string | null };

/**
 * A page of conversations: those that wait for an answer from the one who waits longest, others from the newest.
 * @throws `invalid` (cursor: invalid); `forbidden`.
 */
export async function listConversations(
  ctx: Ctx,
  { show, of, after }: Pick<InboxQuery, 'show' | 'of' | 'after'>,
): Promise<ConversationPage> {
  authorize(ctx, 'conversation.read');
  const isAfter = afterCursor(show, after);
  const legs = await Promise.all(
    legsOf(ctx, of).map((leg) => readLeg(ctx, show, and(shown(ctx, show), leg, isAfter))),
  );
  const rows = legs.flat().toSorted(compareIn(show));
  const items = rows.slice(0, CONVERSATIONS_PER_PAGE);
  const last = items.at(-1);
  const hasMore = rows.length > CONVERSATIONS_PER_PAGE && last;
  return { items, next: hasMore ? encodeCursor([timeIn(show, last).toISOString(), last.id]) : null };
}

function readLeg(ctx: Ctx, show: InboxShow, where: SQL | undefined): Promise<ConversationItem[]> {
  const { waitingSince, lastMessageAt, id } = conversations;
  const order = show === 'waiting' ? [asc(waitingSince), asc(id)] : [desc(lastMessageAt), desc(id)];
  return ctx.db
    .select({
      ...columns,
      last: lastMessage(),
    })
    .from(conversations)
    .leftJoin(contacts, isTheirContact)
    .leftJoin(users, eq(users.id, contacts.ownerId))
    .innerJoin(
      whatsappNumbers,
      and(
        eq(whatsappNumbers.workspaceId, conversations.workspaceId),
        eq(whatsappNumbers.id, conversations.numberId),
      ),
    )
    .where(where)
    .orderBy(...order)
    .limit(CONVERSATIONS_PER_PAGE + 1);
}

function timeIn(show: InboxShow, { waitingSince, lastMessageAt }: ConversationItem): Date {
  return show === 'waiting' ? (waitingSince ?? lastMessageAt) : lastMessageAt;
}

function compareIn(show: InboxShow): (one: ConversationItem, two: ConversationItem) => number {
  const way = show === 'waiting' ? 1 : -1;
  return (one, two) => way * (timeIn(show, one).getTime() - timeIn(show, two).getTime() || one.id - two.id);
}

const isTheirContact = and(
  eq(contacts.workspaceId, conversations.workspaceId),
  eq(contacts.id, conversations.contactId),
);

const columns = {
  id: conversations.id,
  contactId: conversations.contactId,
  name: sql<string>`coalesce(${contacts.name}, ${conversations.profileName})`,
  phone: sql<string | null>`coalesce(${contacts.phone}, ${conversations.phone})`,
  ownerName: users.name,
  statusId: contacts.statusId,
  isOptedOut: sql<boolean>`${contacts.optedOutAt} is not null`,
  numberId: conversations.numberId,
  numberName: sql<string>`coalesce(nullif(${whatsappNumbers.name}, ''), '+' || ${whatsappNumbers.displayPhone})`,
  lastInboundAt: conversations.lastInboundAt,
  lastMessageAt: conversations.lastMessageAt,
  waitingSince: conversations.waitingSince,
  unread: conversations.unread,
};

const PREVIEW = 160;

/** One look into an index for each row shown. */
function lastMessage(): SQL<ConversationItem['last']> {
  return sql<ConversationItem['last']>`(
    select jsonb_build_object('direction', m.direction, 'type', m.type, 'state', m.state, 'body', case when m.revoked_at is null then left(m.body, ${PREVIEW}) else '' end)
    from messages m
    where m.workspace_id = ${conversations.workspaceId} and m.conversation_id = ${conversations.id}
    order by m.at desc, m.id desc limit 1)`.mapWith((value: unknown) =>
    typeof value === 'string' ? JSON.parse(value) : value,
  );
}

function shown(ctx: Ctx, show: InboxShow): SQL | undefined {
  return and(
    eq(conversations.workspaceId, ctx.workspace.id),
    show === 'waiting' ? isNotNull(conversations.waitingSince) : undefined,
    show === 'unread' ? gt(conversations.unread, 0) : undefined,
  );
}

const NOBODY = 0;
/** What the product itself would call its own. */
const NONE = -1;

/** Whose conversations are meant, as parts that do not overlap, each in the order of an index of its own. */
function legsOf(ctx: Ctx, of: InboxOf): (SQL | undefined)[] {
  const { ownerId, contactId } = conversations;
  const own = confinedTo(ctx);
  const isNobodys = and(
    eq(ownerId, NOBODY),
    own === null ? undefined : or(isNotNull(contactId), isNobodyYet(ctx)),
  );
  switch (of) {
    case 'unknown':
      return [isNobodyYet(ctx)];
    case 'mine':
      return [eq(ownerId, actorId(ctx) ?? NONE)];
    case 'unassigned':
      return [isNobodys];
    case 'everyone':
      return own === null ? [isNotNull(ownerId)] : [eq(ownerId, own), isNobodys];
  }
}

function afterCursor(show: InboxShow, after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const held = decodeCursor(after, ['date', 'number']);
  if (!held) throw invalidField('cursor', 'invalid');
  const place = sql`(${held[0]}::timestamptz, ${held[1]}::bigint)`;
  return show === 'waiting'
    ? sql`(${conversations.waitingSince}, ${conversations.id}) > ${place}`
    : sql`(${conversations.lastMessageAt}, ${conversations.id}) < ${place}`;
}

/** How many there are, at most `TALKS_COUNTED + 1`. @throws `forbidden`. */
export async function countConversations(
  ctx: Ctx,
  { show, of }: Pick<InboxQuery, 'show' | 'of'>,
): Promise<number> {
  authorize(ctx, 'conversation.read');
  const counts = await Promise.all(legsOf(ctx, of).map((leg) => countLeg(ctx, and(shown(ctx, show), leg))));
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    TALKS_COUNTED + 1,
  );
}

async function countLeg(ctx: Ctx, where: SQL | undefined): Promise<number> {
  const some = ctx.db
    .select({ one: sql`1` })
    .from(conversations)
    .where(where)
    .limit(TALKS_COUNTED + 1)
    .as('some');
  const [counted] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(some);
  return counted?.total ?? 0;
}
