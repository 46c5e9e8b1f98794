import type { Ctx } from '../ctx.ts';
import { setAutomationsOff } from '../events.ts';
import { answerForMany } from '../fields/answer-for-many.ts';
import { lockFields } from '../fields/list.ts';
import { addMembers, removeMembers } from '../groups/members.ts';
import type { BulkChange } from './change.ts';
import { deleteMany } from './delete-many.ts';
import { writeFacts } from './fact-writes.ts';
import { type Bulk, mark } from './internal.ts';
import { isFactChange, lockAndJudge } from './judge.ts';
import { lockTarget } from './lock-target.ts';

/**
 * Does the act to the targets `ids` inside the caller's transaction, which should end right after. Those that are gone, or not to be seen, are
 * skipped; those that are already so are left as they are. Returns the ids of those that changed.
 * @throws `invalid` when what the change points at is gone.
 */
export async function applyTo(ctx: Ctx, bulk: Bulk, ids: number[]): Promise<number[]> {
  const { change, changeId } = bulk;
  if (bulk.firesAutomations) await setAutomationsOff(ctx, { bulkId: bulk.id });
  await lockTarget(ctx, change);
  const found = await lockAndJudge(ctx, change, { ids, place: bulk.done });
  const present = new Set(found.map(({ id }) => id));
  const missing = ids.filter((id) => !present.has(id));
  await mark(ctx, bulk.id, { ids: missing, outcome: 'skipped', reason: 'missing' });
  if (!isFactChange(change)) return applyOther(ctx, bulk, [...present]);
  const changing = found.filter(({ isSo }) => !isSo);
  const changed = changing.map(({ id }) => id);
  await markBoth(ctx, bulk, { present, changed });
  // Last, so that the tallies it locks are free again at once.
  await writeFacts(ctx, change.kind, { writes: changing, changeId });
  return changed;
}

/** What does not stand in the contact's own row. */
async function applyOther(ctx: Ctx, bulk: Bulk, ids: number[]): Promise<number[]> {
  if (bulk.change.kind === 'delete') {
    await mark(ctx, bulk.id, { ids, outcome: 'changed' });
    await deleteMany(ctx, { ids, changeId: bulk.changeId });
    return ids;
  }
  const changed = await writeOther(ctx, bulk.change, { contactIds: ids, changeId: bulk.changeId });
  await markBoth(ctx, bulk, { present: new Set(ids), changed });
  return changed;
}

async function writeOther(
  ctx: Ctx,
  change: BulkChange,
  target: { contactIds: number[]; changeId: string },
): Promise<number[]> {
  switch (change.kind) {
    case 'group_add':
      return addMembers(ctx, { groupId: change.groupId, ...target });
    case 'group_remove':
      return removeMembers(ctx, { groupId: change.groupId, ...target });
    case 'field': {
      const [field] = await lockFields(ctx, [change.fieldId]);
      return field ? answerForMany(ctx, { field, value: change.value, ...target }) : [];
    }
    default:
      throw new Error(`${change.kind} is not written here`);
  }
}

async function markBoth(
  ctx: Ctx,
  bulk: Bulk,
  { present, changed }: { present: Set<number>; changed: number[] },
): Promise<void> {
  const isChanged = new Set(changed);
  const unchanged = [...present].filter((id) => !isChanged.has(id));
  await mark(ctx, bulk.id, { ids: unchanged, outcome: 'unchanged' });
  await mark(ctx, bulk.id, { ids: changed, outcome: 'changed' });
}
