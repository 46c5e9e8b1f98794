import { and, eq } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { messageInput } from './input.ts';
import { findMessage, thisMessage } from './internal.ts';

/**
 * Takes a message back that no worker has taken up yet. Taken back twice, it is taken back once.
 * @throws `in_use`: it is on its way or gone; `not_found`; `forbidden`.
 */
export async function cancelMessage(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'message.send');
  const { id } = parseInput(messageInput, input);
  return inTransaction(ctx, async (tx) => {
    const message = await findMessage(tx, id);
    if (message.direction === 'out' && message.state === 'cancelled') return { id };
    const cancelled = await tx.db
      .update(messages)
      .set({ state: 'cancelled' })
      .where(and(thisMessage(tx, id), eq(messages.state, 'queued')))
      .returning({ id: messages.id });
    if (cancelled.length === 0) throw new DomainError('in_use');
    await recountTalk(tx, message.conversationId);
    await recordWorkspaceEvent(tx, {
      subject: 'conversation',
      subjectId: message.conversationId,
      kind: 'message.cancelled',
      after: { messageId: id },
    });
    return { id };
  });
}
