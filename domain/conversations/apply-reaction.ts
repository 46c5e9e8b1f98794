import { lte } from 'drizzle-orm';
import { z } from 'zod';
import { messageReactions } from '#db/schema/conversations.ts';
import { cutText } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { momentOf } from '../webhooks/payload.ts';
import type { AboutMessage } from '../webhooks/types.ts';
import { findTarget } from './find-target.ts';

const LONGEST_EMOJI = 64;

const shape = z.object({
  timestamp: z.unknown(),
  reaction: z.object({
    message_id: z.string().min(1).max(500),
    /** Empty or left out: taken back. */
    emoji: z.string().catch('').default(''),
  }),
});

/**
 * Notes a person's reaction to a message, or that they took it back; the last one that they made counts, however late it is told. Never a lead. Must be
 * given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyReaction(ctx: Ctx, value: unknown, receivedAt: Date): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  const read = shape.safeParse(value);
  if (!read.success) return { is: 'unreadable' };
  const { message_id: wamid, emoji } = read.data.reaction;
  const target = await findTarget(ctx, { wamid });
  if (!target) return { is: 'waiting', wamid };
  const at = momentOf(read.data.timestamp, receivedAt);
  const made = { emoji: cutText(emoji, LONGEST_EMOJI), at };
  const written = await ctx.db
    .insert(messageReactions)
    .values({ workspaceId: ctx.workspace.id, messageId: target.id, direction: 'in', ...made })
    .onConflictDoUpdate({
      target: [messageReactions.workspaceId, messageReactions.messageId, messageReactions.direction],
      set: made,
      setWhere: lte(messageReactions.at, at),
    })
    .returning({ at: messageReactions.at });
  await announceProgress(ctx, 'conversation', target.conversationId);
  const { id: messageId, contactId } = target;
  return { is: written.length > 0 ? 'done' : 'old_state', messageId, contactId };
}
