import { eq } from 'drizzle-orm';
import { targets } from '#db/schema/targets.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput, type TargetFacts } from './input.ts';
import { columnsOf, explainTargetFailure, lockTarget, requireNamed } from './internal.ts';
import type { Target } from './list.ts';
import { TARGETS_MAX } from './rules.ts';

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

/** Counted one after the other: the workspace's row is held. For siblings. @throws `invalid` (thingId: too_many_targets). */
export async function requireRoom(ctx: Ctx): Promise<void> {
  const { id } = ctx.workspace;
  await ctx.db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, id))
    .for('no key update');
  const total = await ctx.db.$count(targets, eq(targets.workspaceId, id));
  if (total >= TARGETS_MAX) throw invalidField('thingId', 'too_many_targets', { max: TARGETS_MAX });
}
