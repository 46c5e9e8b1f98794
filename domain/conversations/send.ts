import { and, eq, sql } from 'drizzle-orm';
import { conversations, messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { announceProgress, recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import { missingValues, templateText } from '../whatsapp/template-text.ts';
import type { Template } from '../whatsapp/templates.ts';
import { addressOf } from './address.ts';
import { type Sent, sendInput } from './input.ts';
import { type ConversationRow, findConversation, thisConversation } from './internal.ts';
import { lastSilence } from './open.ts';
import { conversationWith, isConnected, lockConversation, touchContact } from './talk-with.ts';
import { whyNotWrite } from './why-not-write.ts';
import { windowLeft } from './window-rules.ts';

export type Queued = { id: number; conversationId: number };

/**
 * Writes a message to a person, to be sent by the worker. Asked for again under the same `requestId`, it is the same message.
 * @throws `invalid` (text: required, too_long, outside_window; template: gone, missing_values; numberId: no_number; form: opted_out, no_address;
 * replyToId: gone); `not_found`; `forbidden`.
 */
export async function sendMessage(ctx: Ctx, input: unknown): Promise<Queued> {
  authorize(ctx, 'message.send');
  const sent = parseInput(sendInput, input);
  return inTransaction(ctx, async (tx) => {
    const known = await findRequested(tx, sent);
    if (known) return known;
    const conversation = await conversationOf(tx, sent);
    await refuseUnwanted(tx, conversation);
    const content = await contentOf(tx, sent, conversation);
    const replyTo = await repliedTo(tx, sent, conversation);
    const [message] = await tx.db
      .insert(messages)
      .values({
        workspaceId: tx.workspace.id,
        conversationId: conversation.id,
        contactId: conversation.contactId,
        direction: 'out',
        state: 'queued',
        at: sql`now()`,
        nextTryAt: sql`now()`,
        authorId: actorId(tx),
        requestId: sent.requestId,
        replyTo,
        ...content,
      })
      .onConflictDoNothing()
      .returning({ id: messages.id, conversationId: messages.conversationId });
    // The same request a moment earlier, in another transaction that has ended since.
    if (!message) return (await findRequested(tx, sent)) ?? refuseRequest();
    await noteAnswer(tx, conversation);
    if (conversation.contactId !== null) {
      await recordContactEvents(tx, [
        {
          contactId: conversation.contactId,
          kind: 'contact.message_sent',
          after: { messageId: message.id },
        },
      ]);
    }
    await announceProgress(tx, 'conversation', conversation.id);
    await wakeWorker(tx, 'send-messages');
    return message;
  });
}

/** What this request has written already; another member's is nobody else's business. */
async function findRequested(ctx: Ctx, { requestId }: Sent): Promise<Queued | null> {
  const [known] = await ctx.db
    .select({ id: messages.id, conversationId: messages.conversationId, authorId: messages.authorId })
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspace.id), eq(messages.requestId, requestId)));
  if (!known) return null;
  if (known.authorId !== actorId(ctx)) return refuseRequest();
  return { id: known.id, conversationId: known.conversationId };
}

function refuseRequest(): never {
  throw new DomainError('duplicate');
}

/**
 * The conversation, locked until the transaction ends; made where there is none. The contact is locked before it, as whatever records a message
 * of theirs does.
 */
async function conversationOf(ctx: Ctx, sent: Sent): Promise<ConversationRow> {
  const found = sent.conversationId === undefined ? null : await findConversation(ctx, sent.conversationId);
  const contactId = found ? found.contactId : (sent.contactId ?? null);
  if (contactId !== null) await touchContact(ctx, contactId);
  const numberId = sent.numberId ?? found?.numberId ?? null;
  if (numberId === null || !(await isConnected(ctx, numberId))) throw invalidField('numberId', 'no_number');
  if (found && found.numberId === numberId) {
    const locked = await lockConversation(ctx, found.id);
    // Somebody has made a contact of them while the lock was waited for: that one is to be locked first, and may not be ours to see.
    return locked.contactId === contactId ? locked : conversationOf(ctx, sent);
  }
  if (contactId === null) throw invalidField('numberId', 'no_number');
  return lockConversation(ctx, await conversationWith(ctx, contactId, numberId));
}

async function refuseUnwanted(ctx: Ctx, conversation: ConversationRow): Promise<void> {
  const reason = await whyNotWrite(ctx, conversation);
  if (reason === 'opted_out') throw invalidField('form', 'opted_out');
  if (reason === 'gone') throw notFound();
  if (!(await addressOf(ctx, conversation))) throw invalidField('form', 'no_address');
}

type Content = Pick<typeof messages.$inferInsert, 'type' | 'body' | 'template'>;

async function contentOf(ctx: Ctx, sent: Sent, conversation: ConversationRow): Promise<Content> {
  if (sent.template === undefined) {
    if (windowLeft(conversation.lastInboundAt, Date.now()) === 0)
      throw invalidField('text', 'outside_window');
    return { type: 'text', body: sent.text ?? '' };
  }
  const { name, language, values } = sent.template;
  const all = await listSendableTemplates(ctx, conversation.numberId);
  const template = all.find((one) => one.name === name && one.language === language);
  if (!template) throw invalidField('template', 'gone');
  if (missingValues(template, values).length > 0) throw invalidField('template', 'missing_values');
  return { type: 'template', body: templateText(template, values), template: stored(template, values) };
}

function stored({ name, language, category }: Template, parameters: Record<string, string>) {
  return { name, language, category, parameters };
}

async function repliedTo(
  ctx: Ctx,
  { replyToId }: Sent,
  conversation: ConversationRow,
): Promise<string | null> {
  if (replyToId === undefined) return null;
  const [original] = await ctx.db
    .select({ wamid: messages.wamid })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        eq(messages.id, replyToId),
        eq(messages.conversationId, conversation.id),
      ),
    );
  if (!original?.wamid) throw invalidField('replyToId', 'gone');
  return original.wamid;
}

/**
 * It is their turn now, and what they wrote has been seen, but for what came while we wrote. Of two answers at once, the one that began later may have been
 * noted first.
 */
async function noteAnswer(ctx: Ctx, { id }: ConversationRow): Promise<void> {
  const w = ctx.workspace.id;
  const answered = sql`(
    select max(o.at) from messages o
    where o.workspace_id = ${w} and o.conversation_id = ${id} and o.at >= now()::timestamptz(3) and o.direction = 'out'
      and o.state not in ('cancelled', 'failed') and o.run_id is null)`;
  await ctx.db.execute(sql`
    update messages set is_unread = false
    where workspace_id = ${w} and conversation_id = ${id} and is_unread and received_at <= now()::timestamptz(3)`);
  await ctx.db
    .update(conversations)
    .set({
      lastOutboundAt: sql`greatest(${conversations.lastOutboundAt}, now())`,
      lastMessageAt: sql`greatest(${conversations.lastMessageAt}, now())`,
      waitingSince: sql`(
        select min(m.at) from messages m
        where m.workspace_id = ${w} and m.conversation_id = ${id} and m.direction = 'in'
          and m.at >= date_trunc('second', ${answered}) and m.received_at > ${answered}
          and m.at > coalesce(${lastSilence(ctx, id)}, '-infinity'))`,
      unread: sql`(
        select count(*) from messages m
        where m.workspace_id = ${w} and m.conversation_id = ${id} and m.is_unread)`,
    })
    .where(thisConversation(ctx, id));
}
