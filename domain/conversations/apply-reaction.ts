import { lte } from 'drizzle-orm';
import { messageReactions } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import type { AboutMessage } from '../webhooks/types.ts';
import type { MadeReaction } from './changes.ts';
import { findTarget } from './find-target.ts';

/**
 * Notes a person's reaction to a message, or that they took it back; the last one that they made counts, however late it is told. Never a lead. Must be
 * given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyReaction(ctx: Ctx, { wamid, ...made }: MadeReaction): Promise<AboutMessage> {
  authorize(ctx, 'contact.write');
  const target = await findTarget(ctx, { wamid });
  if (!target) return { is: 'waiting', wamid };
  const written = await ctx.db
    .insert(messageReactions)
    .values({ workspaceId: ctx.workspace.id, messageId: target.id, direction: 'in', ...made })
    .onConflictDoUpdate({
      target: [messageReactions.workspaceId, messageReactions.messageId, messageReactions.direction],
      set: made,
      setWhere: lte(messageReactions.at, made.at),
    })
    .returning({ at: messageReactions.at });
  await announceProgress(ctx, 'conversation', target.conversationId);
  const { id: messageId, contactId } = target;
  return { is: written.length > 0 ? 'done' : 'old_state', messageId, contactId };
}
