import { BULK_REASONS } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import type { BulkChange } from './change.ts';
import { type Bulk, mark } from './internal.ts';
import { isFactChange } from './judge.ts';
import { restoreDeleted } from './restore-deleted.ts';
import { restoreFacts } from './restore-facts.ts';
import { restoreOthers } from './restore-others.ts';
import type { Fate } from './rules.ts';

/**
 * Takes the act back for the targets `ids` inside the caller's transaction: those that nobody touched since are as before, the others are kept
 * with the reason. Returns the ids of those that are back.
 */
export async function takeBack(ctx: Ctx, bulk: Bulk, ids: number[]): Promise<number[]> {
  const { change, undoChangeId } = bulk;
  if (undoChangeId === null) throw new Error('the act is not being undone');
  const request = { ids, bulk, undoChangeId };
  const fates = await restoreBy(ctx, change, request);
  const those = (fate: Fate) => ids.filter((id) => fates.get(id) === fate);
  for (const reason of BULK_REASONS)
    await mark(ctx, bulk.id, { ids: those(reason), outcome: 'kept', reason });
  const restored = those('restored');
  await mark(ctx, bulk.id, { ids: restored, outcome: 'restored' });
  return restored;
}

function restoreBy(
  ctx: Ctx,
  change: BulkChange,
  request: { ids: number[]; bulk: Bulk; undoChangeId: string },
): Promise<Map<number, Fate>> {
  if (isFactChange(change)) return restoreFacts(ctx, change.kind, request);
  return change.kind === 'delete' ? restoreDeleted(ctx, request) : restoreOthers(ctx, change, request);
}
