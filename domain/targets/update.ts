import { targets } from '#db/schema/targets.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import {
  changed,
  columnsOf,
  explainTargetFailure,
  factsOf,
  lockTarget,
  requireNamed,
  thisTarget,
} from './internal.ts';
import type { Target } from './list.ts';

/**
 * Sets a target that the person saw at `version` otherwise. What names somebody or something that is gone meanwhile may stay as it is.
 * @throws `stale` with `details: { current: Target }`; `invalid` as `createTarget`; `not_found`; `forbidden`.
 */
export async function updateTarget(ctx: Ctx, input: unknown): Promise<Target> {
  authorize(ctx, 'target.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => change(tx, facts));
  } catch (error) {
    throw explainTargetFailure(error);
  }
}

async function change(ctx: Ctx, input: ReturnType<typeof updateInput.parse>): Promise<Target> {
  const { id, version, ...after } = input;
  const current = await lockTarget(ctx, id);
  if (current.version !== version) throw new DomainError('stale', { details: { current } });
  const before = factsOf(current);
  const isAboutOthers =
    after.kind !== before.kind || after.thingId !== before.thingId || after.ownerId !== before.ownerId;
  if (isAboutOthers) await requireNamed(ctx, after);
  if (!isAboutOthers && after.span === before.span && after.amount === before.amount) return current;
  await ctx.db
    .update(targets)
    .set({ ...columnsOf(after), ...changed() })
    .where(thisTarget(ctx, id));
  await recordWorkspaceEvent(ctx, {
    subject: 'target',
    subjectId: id,
    kind: 'target.updated',
    before,
    after,
  });
  return lockTarget(ctx, id);
}
