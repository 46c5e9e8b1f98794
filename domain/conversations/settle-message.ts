import { and, eq, sql } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { settleInput } from './input.ts';
import { findMessage, thisMessage } from './internal.ts';

/**
 * Says what became of a message whose sending nobody knows the end of: they have it, or it failed and may be written again by hand.
 * @throws `stale`: it is known by now; `not_found`; `forbidden`.
 */
export async function settleMessage(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'message.settle');
  const { id, became } = parseInput(settleInput, input);
  return inTransaction(ctx, async (tx) => {
    const message = await findMessage(tx, id);
    const settled = await tx.db
      .update(messages)
      .set(
        became === 'delivered'
          ? { state: 'delivered', deliveredAt: sql`now()` }
          : { state: 'failed', failedAt: sql`now()` },
      )
      .where(and(thisMessage(tx, id), eq(messages.state, 'unknown')))
      .returning({ id: messages.id });
    if (settled.length === 0) throw new DomainError('stale');
    if (became === 'failed') await recountTalk(tx, message.conversationId);
    await recordWorkspaceEvent(tx, {
      subject: 'conversation',
      subjectId: message.conversationId,
      kind: 'message.settled',
      after: { messageId: id, became },
    });
    await wakeWorker(tx, 'send-messages');
    return { id };
  });
}
