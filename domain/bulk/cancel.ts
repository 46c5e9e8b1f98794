import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { bulkInput } from './input.ts';
import { lockKnown } from './internal.ts';
import { getBulkChange } from './list.ts';
import type { BulkView } from './view.ts';
import { end } from './work.ts';

/**
 * Stops an act once the batch at hand is through: what is done stays, and can be undone. One that has ended is left as it is.
 * @throws `not_found` for an act that is not one's own (who leads the team may stop everybody's); `forbidden`.
 */
export async function cancelBulk(ctx: Ctx, input: unknown): Promise<BulkView> {
  authorize(ctx, 'contact.bulk');
  const { id } = parseInput(bulkInput, input);
  await inTransaction(ctx, async (tx) => {
    // Batches hold the same lock.
    const bulk = await lockKnown(tx, id);
    if (bulk.state === 'queued' || bulk.state === 'running') await end(tx, bulk, 'cancelled');
  });
  return getBulkChange(ctx, { id });
}
