import { and, eq, isNull, sql } from 'drizzle-orm';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { lengthOf } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceProgress, recordContactEvents } from '../events.ts';
import { wakeWorker } from '../jobs.ts';
import { missingValues } from '../whatsapp/template-text.ts';
import { addressOf } from './address.ts';
import { findTemplate, type StoredTemplate, toSend } from './fall-back.ts';
import { TEXT_MAX } from './input.ts';
import { thisConversation } from './internal.ts';
import { conversationWith, lockConversation, touchContact } from './talk-with.ts';
import { whyNotWrite } from './why-not-write.ts';

export type RunMessage = {
  runId: number;
  contactId: number;
  /** Null: the number of their newest conversation, else the first that is connected. */
  numberId: number | null;
  /** Own words, for as long as the window is open; empty: always the template. */
  text: string;
  template: StoredTemplate | null;
  requestId: string;
};

type RunRefusal =
  | 'opted_out'
  | 'gone'
  | 'no_number'
  | 'no_address'
  | 'nothing_to_send'
  | 'too_long'
  | 'missing_values';
type Written = { messageId: number; numberId: number } | { refused: RunRefusal; names?: string[] };

/**
 * Writes what a run of an automation has to say, to be sent by the worker, in the caller's transaction. Whether its own words or its template go out is
 * decided when it is sent. It does not count as an answer of ours: whoever waits for one goes on waiting.
 * @throws `not_found`: the contact is gone; `forbidden`.
 */
export async function writeByRun(ctx: Ctx, wanted: RunMessage): Promise<Written> {
  authorize(ctx, 'message.send');
  await touchContact(ctx, wanted.contactId);
  const numberId = await pickNumber(ctx, wanted);
  if (numberId === null) return { refused: 'no_number' };
  const conversation = await lockConversation(ctx, await conversationWith(ctx, wanted.contactId, numberId));
  const reason = await whyNotWrite(ctx, conversation);
  if (reason !== null) return { refused: reason };
  if (!(await addressOf(ctx, conversation))) return { refused: 'no_address' };
  const content = await contentOf(ctx, wanted, numberId);
  if ('refused' in content) return content;
  const messageId = await insert(ctx, wanted, { conversationId: conversation.id, ...content });
  await ctx.db
    .update(conversations)
    .set({
      lastOutboundAt: sql`greatest(${conversations.lastOutboundAt}, now())`,
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, now())`,
    })
    .where(thisConversation(ctx, conversation.id));
  await recordContactEvents(ctx, [
    { contactId: wanted.contactId, kind: 'contact.message_sent', after: { messageId } },
  ]);
  await announceProgress(ctx, 'conversation', conversation.id);
  await wakeWorker(ctx, 'send-messages');
  return { messageId, numberId };
}

async function pickNumber(ctx: Ctx, { contactId, numberId }: RunMessage): Promise<number | null> {
  const n = whatsappNumbers;
  const [found] = await ctx.db
    .select({ id: n.id })
    .from(n)
    .leftJoin(
      conversations,
      and(
        eq(conversations.workspaceId, n.workspaceId),
        eq(conversations.numberId, n.id),
        eq(conversations.contactId, contactId),
      ),
    )
    .where(
      and(
        eq(n.workspaceId, ctx.workspace.id),
        isNull(n.disconnectedAt),
        numberId === null ? undefined : eq(n.id, numberId),
      ),
    )
    .orderBy(sql`${conversations.lastMessageAt} desc nulls last`, n.id)
    .limit(1);
  return found?.id ?? null;
}

type Content = Pick<typeof messages.$inferInsert, 'type' | 'body' | 'template' | 'fallback'>;

async function contentOf(
  ctx: Ctx,
  { text, template }: RunMessage,
  numberId: number,
): Promise<Content | { refused: RunRefusal; names?: string[] }> {
  const body = text.trim();
  if (lengthOf(body) > TEXT_MAX) return { refused: 'too_long' };
  const known = template && (await findTemplate(ctx, numberId, template));
  const missing = known ? missingValues(known, template.parameters) : [];
  const names = missing.map(({ where, key }) => `${where}.${key}`);
  // Inside the window it would do; whether it is the one that goes out is not known yet.
  if (names.length > 0) return { refused: 'missing_values', names };
  const ready = template && toSend(known, template);
  if (body !== '') return { type: 'text', body, fallback: ready };
  return ready ? { type: 'template', ...ready } : { refused: 'nothing_to_send' };
}

async function insert(
  ctx: Ctx,
  { runId, contactId, requestId }: RunMessage,
  content: Content & { conversationId: number },
): Promise<number> {
  const [message] = await ctx.db
    .insert(messages)
    .values({
      workspaceId: ctx.workspace.id,
      contactId,
      direction: 'out',
      state: 'queued',
      at: sql`now()`,
      nextTryAt: sql`now()`,
      authorId: actorId(ctx),
      runId,
      requestId,
      ...content,
    })
    .returning({ id: messages.id });
  if (!message) throw new Error('insert returned no message');
  return message.id;
}
