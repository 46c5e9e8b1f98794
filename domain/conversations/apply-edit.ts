import { z } from 'zod';
import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { parseContent } from '../webhooks/parse-message.ts';
import { momentOf } from '../webhooks/payload.ts';
import type { AboutMessage } from '../webhooks/types.ts';
import { findTarget } from './find-target.ts';
import { type MessageRow, thisMessage } from './internal.ts';

const wamid = z.string().min(1).max(500);
const edited = z.object({
  timestamp: z.unknown(),
  edit: z.object({ original_message_id: wamid, message: z.record(z.string(), z.unknown()) }),
});
const revoked = z.object({ timestamp: z.unknown(), revoke: z.object({ original_message_id: wamid }) });

type Changes = Partial<Pick<MessageRow, 'body' | 'content' | 'editedAt' | 'revokedAt'>>;

/**
 * Makes a person's message what they made of it since; the last edit counts, however late it is told. Never a lead. Must be given a ctx with an open
 * transaction.
 * @throws `forbidden`.
 */
export async function applyEdit(ctx: Ctx, value: unknown, receivedAt: Date): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  const read = edited.safeParse(value);
  if (!read.success) return { is: 'unreadable' };
  const { edit, timestamp } = read.data;
  const at = momentOf(timestamp, receivedAt);
  return change(ctx, edit.original_message_id, (message) => {
    if (message.editedAt !== null && message.editedAt > at) return null;
    const { body, content } = parseContent({ type: message.type, ...edit.message });
    return { body, content: { ...(message.content as object), ...content }, editedAt: at };
  });
}

/**
 * Notes that a person took a message back: it is kept, and no longer shown. Never a lead. Must be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyRevoke(ctx: Ctx, value: unknown, receivedAt: Date): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  const read = revoked.safeParse(value);
  if (!read.success) return { is: 'unreadable' };
  const at = momentOf(read.data.timestamp, receivedAt);
  return change(ctx, read.data.revoke.original_message_id, (message) =>
    message.revokedAt === null ? { revokedAt: at } : null,
  );
}

/** `decide` gives what is to change, or null where nothing is. */
async function change(
  ctx: Ctx,
  original: string,
  decide: (message: MessageRow) => Changes | null,
): Promise<AboutMessage> {
  const target = await findTarget(ctx, { wamid: original });
  if (!target) return { is: 'waiting', wamid: original };
  const [message] = await ctx.db.select().from(messages).where(thisMessage(ctx, target.id)).for('update');
  if (!message) return { is: 'waiting', wamid: original };
  const { id: messageId, contactId } = message;
  const changes = message.direction === 'in' ? decide(message) : null;
  if (!changes) return { is: 'old_state', messageId, contactId };
  await ctx.db.update(messages).set(changes).where(thisMessage(ctx, messageId));
  await announceProgress(ctx, 'conversation', message.conversationId);
  return { is: 'done', messageId, contactId };
}
