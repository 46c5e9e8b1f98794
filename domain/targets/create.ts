import { targets } from '#db/schema/targets.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput, type TargetFacts } from './input.ts';
import { columnsOf, explainTargetFailure, lockTarget, requireNamed, requireRoom } from './internal.ts';
import type { Target } from './list.ts';

/**
 * Sets a target: `amount` contacts come into the status `thingId`, or arrive from the origin `thingId`, each `span`; with `ownerId` only theirs count.
 * @throws `invalid` (thingId: gone, target_taken, too_many_targets; ownerId: gone; amount: bad_amount); `forbidden`.
 */
export async function createTarget(ctx: Ctx, input: unknown): Promise<Target> {
  authorize(ctx, 'target.write');
  const facts = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, facts));
  } catch (error) {
    throw explainTargetFailure(error);
  }
}

async function insert(ctx: Ctx, facts: TargetFacts): Promise<Target> {
  await requireRoom(ctx);
  await requireNamed(ctx, facts);
  const [row] = await ctx.db
    .insert(targets)
    .values({ workspaceId: ctx.workspace.id, ...columnsOf(facts) })
    .returning({ id: targets.id });
  if (!row) throw new Error('insert returned no target');
  await recordWorkspaceEvent(ctx, {
    subject: 'target',
    subjectId: row.id,
    kind: 'target.created',
    after: facts,
  });
  return lockTarget(ctx, row.id);
}
