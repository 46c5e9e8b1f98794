import { authorize } from '../authorize.ts';
import { cancelStarted, isFiring } from '../automations/act-on-many.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { bulkInput } from './input.ts';
import { lockKnown } from './internal.ts';
import { getBulkChange } from './list.ts';
import type { BulkView } from './view.ts';

/**
 * Calls off what an act set off: what has not gone out stays here. The act itself goes on, or stays done. Called off already:
 * nothing more happens.
 * @throws `not_found` for an act that is not one's own (who leads the team may call off everybody's); `forbidden`.
 */
export async function cancelBulkAutomations(ctx: Ctx, input: unknown): Promise<BulkView> {
  authorize(ctx, 'contact.bulk');
  const { id } = parseInput(bulkInput, input);
  await inTransaction(ctx, async (tx) => {
    const { changeId } = await lockKnown(tx, id);
    if (!(await isFiring(tx, { bulkId: id }))) return;
    const stopped = await cancelStarted(tx, { bulkId: id });
    await recordWorkspaceEvent(tx, {
      subject: 'bulk',
      subjectId: id,
      kind: 'bulk.automations_cancelled',
      after: stopped,
      changeId,
    });
  });
  return getBulkChange(ctx, { id });
}
