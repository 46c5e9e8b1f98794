import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import type { AboutMessage } from '../webhooks/types.ts';
import type { EditedMessage, RevokedMessage } from './changes.ts';
import { findTarget } from './find-target.ts';
import { type MessageRow, thisMessage } from './internal.ts';

type Changes = Partial<Pick<MessageRow, 'body' | 'content' | 'editedAt' | 'revokedAt'>>;

/**
 * Makes a person's message what they made of it since; the last edit counts, however late it is told. Never a lead. Must be given a ctx with an open
 * transaction.
 * @throws `forbidden`.
 */
export async function applyEdit(ctx: Ctx, edited: EditedMessage): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  const { wamid, at, body, content } = edited;
  return change(ctx, wamid, (message) =>
    message.editedAt !== null && message.editedAt > at
      ? null
      : { body, content: { ...(message.content as object), ...content }, editedAt: at },
  );
}

/**
 * Notes that a person took a message back: it is kept, and no longer shown. Never a lead. Must be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyRevoke(ctx: Ctx, { wamid, at }: RevokedMessage): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  return change(ctx, wamid, (message) => (message.revokedAt === null ? { revokedAt: at } : null));
}

/** `decide` gives what is to change, or null where nothing is. */
async function change(
  ctx: Ctx,
  wamid: string,
  decide: (message: MessageRow) => Changes | null,
): Promise<AboutMessage> {
  const target = await findTarget(ctx, { wamid });
  if (!target) return { is: 'waiting', wamid };
  const [message] = await ctx.db.select().from(messages).where(thisMessage(ctx, target.id)).for('update');
  if (!message) return { is: 'waiting', wamid };
  const { id: messageId, contactId } = message;
  const changes = message.direction === 'in' ? decide(message) : null;
  if (!changes) return { is: 'old_state', messageId, contactId };
  await ctx.db.update(messages).set(changes).where(thisMessage(ctx, messageId));
  await announceProgress(ctx, 'conversation', message.conversationId);
  return { is: 'done', messageId, contactId };
}
