import type { Ctx } from '../ctx.ts';
import { deleteMany } from './delete-many.ts';
import { writeFacts } from './fact-writes.ts';
import { type Bulk, lockTarget, mark } from './internal.ts';
import { lockAndJudge } from './judge.ts';

/**
 * Does the act to the targets `ids` inside the caller's transaction, which should end right after. Those that are gone, or not to be seen, are
 * skipped; those that are already so are left as they are. Returns the ids of those that changed.
 * @throws `invalid` (statusId, originId, ownerIds: gone).
 */
export async function applyTo(ctx: Ctx, bulk: Bulk, ids: number[]): Promise<number[]> {
  const { change, changeId } = bulk;
  await lockTarget(ctx, change);
  const found = await lockAndJudge(ctx, change, { ids, place: bulk.done });
  const present = new Set(found.map(({ id }) => id));
  const missing = ids.filter((id) => !present.has(id));
  const changing = found.filter(({ isSo }) => !isSo);
  const unchanged = found.filter(({ isSo }) => isSo).map(({ id }) => id);
  const changed = changing.map(({ id }) => id);
  await mark(ctx, bulk.id, { ids: missing, outcome: 'skipped', reason: 'missing' });
  await mark(ctx, bulk.id, { ids: unchanged, outcome: 'unchanged' });
  await mark(ctx, bulk.id, { ids: changed, outcome: 'changed' });
  if (change.kind === 'delete') await deleteMany(ctx, { ids: changed, changeId });
  else await writeFacts(ctx, change.kind, { writes: changing, changeId });
  return changed;
}
