import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { AT_ONCE_MAX } from './change.ts';
import { bulkInput } from './input.ts';
import { type Bulk, countOutcomes, isBulk, lockKnown } from './internal.ts';
import { getBulkChange } from './list.ts';
import { mayUndo } from './rules.ts';
import { type BulkView, readerOf } from './view.ts';
import { workAtOnce } from './work.ts';

/**
 * Takes an act back within 30 days: every contact that nobody touched since is as before; of the others, the view's counts tell why they were
 * kept. Up to 500 are done when it returns. Asking again changes nothing.
 * @throws `in_use` with `details: { reason: 'not_now' }` while it still goes on, or after 30 days; `not_found` for an act that is not one's own
 * (who leads the team may undo everybody's); `forbidden`.
 */
export async function undoBulk(ctx: Ctx, input: unknown): Promise<BulkView> {
  authorize(ctx, 'contact.bulk');
  const { id } = parseInput(bulkInput, input);
  await inTransaction(ctx, async (tx) => {
    const bulk = await lockKnown(tx, id);
    if (bulk.change.kind === 'delete') authorize(tx, 'contact.delete');
    if (bulk.state === 'undoing' || bulk.state === 'undone') return;
    if (!mayUndo(bulk, readerOf(tx), Date.now()))
      throw new DomainError('in_use', { details: { reason: 'not_now' } });
    await begin(tx, bulk);
  });
  return getBulkChange(ctx, { id });
}

async function begin(ctx: Ctx, bulk: Bulk): Promise<void> {
  const undoChangeId = bulk.undoChangeId ?? randomUUID();
  await ctx.db
    .update(bulkChanges)
    .set({
      state: 'undoing',
      undoChangeId,
      undoneBy: actorId(ctx),
      done: 0,
      attempts: 0,
      failure: null,
      startedAt: sql`now()`,
      counts: await countOutcomes(ctx, bulk.id),
    })
    .where(isBulk(ctx, bulk.id));
  const undoing: Bulk = { ...bulk, state: 'undoing', undoChangeId, done: 0 };
  if (bulk.total <= AT_ONCE_MAX) return workAtOnce(ctx, undoing);
  await announceProgress(ctx, 'bulk', bulk.id);
  await wakeWorker(ctx, 'run-bulk');
}
