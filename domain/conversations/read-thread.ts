import { and, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { messageReactions, messages } from '#db/schema/conversations.ts';
import { users } from '#db/schema/users.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import { requireVisible } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { readContent } from './content.ts';
import { findConversation } from './internal.ts';
import { readInterlocutor } from './read-interlocutor.ts';
import type { Quoted, Thread, ThreadMessage } from './thread-types.ts';

const PAGE = 40;
const PAGE_MAX = 200;

const threadInput = z.object({
  contactId: id.optional(),
  conversationId: id.optional(),
  before: z.string().optional(),
  limit: z.coerce
    .number()
    .int()
    .catch(PAGE)
    .default(PAGE)
    .transform((asked) => Math.min(Math.max(asked, 1), PAGE_MAX)),
});
type Asked = z.output<typeof threadInput>;

/**
 * What was said with a contact over all numbers, or in a conversation: the newest messages, or those before a cursor. Asked by a conversation that
 * has a contact, it is the contact's.
 * @throws `not_found`; `invalid` (before: invalid); `forbidden`.
 */
export async function readThread(ctx: Ctx, input: unknown): Promise<Thread> {
  authorize(ctx, 'conversation.read');
  const asked = parseInput(threadInput, input);
  const place = await placeOf(ctx, asked);
  const cursor = asked.before ? decodeCursor(asked.before, ['date', 'number']) : null;
  if (asked.before && !cursor) throw invalidField('before', 'invalid');
  const [{ person, channels }, page] = await Promise.all([
    readInterlocutor(ctx, place),
    readPage(ctx, place, cursor, asked.limit),
  ]);
  const shown = page.slice(0, asked.limit);
  const last = shown.at(-1);
  const hasOlder = page.length > asked.limit && last !== undefined;
  return {
    ...place,
    person,
    channels,
    messages: (await withBelongings(ctx, shown)).reverse(),
    older: hasOlder ? encodeCursor([last.at.toISOString(), last.id]) : null,
  };
}

type Place = Pick<Thread, 'contactId' | 'conversationId'>;

async function placeOf(ctx: Ctx, { contactId, conversationId }: Asked): Promise<Place> {
  if (contactId !== undefined) {
    await requireVisible(ctx, contactId);
    return { contactId, conversationId: null };
  }
  if (conversationId === undefined) throw notFound();
  const found = await findConversation(ctx, conversationId);
  return found.contactId === null
    ? { contactId: null, conversationId }
    : { contactId: found.contactId, conversationId: null };
}

/** One more than a page holds, the newest first. */
function readPage(ctx: Ctx, place: Place, cursor: [string, number] | null, limit: number) {
  const isBefore: SQL | undefined = cursor
    ? sql`(${messages.at}, ${messages.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::bigint)`
    : undefined;
  return ctx.db
    .select({ message: messages, authorName: users.name })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.authorId))
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        place.contactId !== null
          ? eq(messages.contactId, place.contactId)
          : eq(messages.conversationId, place.conversationId ?? 0),
        isBefore,
      ),
    )
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(limit + 1)
    .then((rows) => rows.map(({ message, authorName }) => ({ ...message, authorName })));
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

async function withBelongings(ctx: Ctx, rows: Row[]): Promise<ThreadMessage[]> {
  const [quoted, reactions] = await Promise.all([readQuoted(ctx, rows), readReactions(ctx, rows)]);
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversationId,
    direction: row.direction,
    type: row.type,
    // What was taken back leaves the server no more.
    body: row.revokedAt ? '' : row.body,
    content: readContent(row.type, row.revokedAt ? {} : row.content),
    at: row.at,
    editedAt: row.editedAt,
    revokedAt: row.revokedAt,
    matchedBy: row.matchedBy,
    matchedValue: row.matchedValue,
    state: row.state,
    stateAt: row.failedAt ?? row.readAt ?? row.deliveredAt ?? row.sentAt ?? row.acceptedAt,
    authorName: row.authorName,
    requestId: row.requestId,
    templateName: templateName(row.template),
    attempts: row.attempts,
    nextTryAt: row.state === 'queued' ? row.nextTryAt : null,
    error: row.error,
    isPlayed: row.isPlayed,
    canReply: row.wamid !== null && row.revokedAt === null,
    quoted: row.replyTo === null ? null : (quoted.get(row.replyTo) ?? 'missing'),
    reactions: reactions.filter(({ messageId }) => messageId === row.id),
  }));
}

const templateFacts = z.object({ name: z.string() });
const templateName = (stored: unknown) => templateFacts.safeParse(stored).data?.name ?? null;

/** The messages that these answer, by Meta's id; only those of the same conversations. */
async function readQuoted(ctx: Ctx, rows: Row[]): Promise<Map<string, Quoted>> {
  const wamids = [...new Set(rows.flatMap(({ replyTo }) => replyTo ?? []))];
  if (wamids.length === 0) return new Map();
  const conversationIds = [...new Set(rows.map(({ conversationId }) => conversationId))];
  const { id: messageId, direction, type, wamid } = messages;
  const body = sql<string>`case when ${messages.revokedAt} is null then ${messages.body} else '' end`;
  const found = await ctx.db
    .select({ id: messageId, direction, type, body, wamid })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        inArray(wamid, wamids),
        inArray(messages.conversationId, conversationIds),
      ),
    );
  return new Map(found.map(({ wamid: key, ...message }) => [key ?? '', message]));
}

function readReactions(ctx: Ctx, rows: Row[]) {
  const { messageId, direction, emoji } = messageReactions;
  const ids = rows.map((row) => row.id);
  return (
    ctx.db
      .select({ messageId, direction, emoji })
      .from(messageReactions)
      // One that was taken back is kept as an empty one.
      .where(and(eq(messageReactions.workspaceId, ctx.workspace.id), inArray(messageId, ids), ne(emoji, '')))
      .orderBy(messageReactions.at)
  );
}
