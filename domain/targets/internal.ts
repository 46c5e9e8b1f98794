import { and, eq, isNull, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { targets } from '#db/schema/targets.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { holdWorkspace } from '../hold.ts';
import type { TargetFacts } from './input.ts';
import { selectTargets, type Target } from './list.ts';
import { TARGETS_MAX } from './rules.ts';

/** One target of the workspace at hand, as a condition on `targets`. */
export const thisTarget = (ctx: Ctx, id: number) =>
  and(eq(targets.workspaceId, ctx.workspace.id), eq(targets.id, id));

/** The target, to be changed by whoever acts, until the transaction ends. @throws `not_found`. */
export async function lockTarget(ctx: Ctx, id: number): Promise<Target> {
  await ctx.db.select({ id: targets.id }).from(targets).where(thisTarget(ctx, id)).for('update');
  const [target] = await selectTargets(ctx, thisTarget(ctx, id));
  if (!target) throw notFound();
  return target;
}

/** What an event says of a target. */
export function factsOf({ kind, thing, owner, span, amount }: Target): TargetFacts {
  return { kind, thingId: thing.id, ownerId: owner?.id ?? null, span, amount };
}

/** The same as columns. */
export function columnsOf({ kind, thingId, ownerId, span, amount }: TargetFacts) {
  const statusId = kind === 'status' ? thingId : null;
  const originId = kind === 'origin' ? thingId : null;
  return { kind, statusId, originId, ownerId, span, amount };
}

/** Holds what a target names until the transaction ends. @throws `invalid` (thingId, ownerId: gone). */
export async function requireNamed(ctx: Ctx, { kind, thingId, ownerId }: TargetFacts): Promise<void> {
  const found =
    kind === 'status'
      ? await ctx.db
          .select({ id: statuses.id })
          .from(statuses)
          .where(
            and(
              eq(statuses.workspaceId, ctx.workspace.id),
              eq(statuses.id, thingId),
              isNull(statuses.retiredAt),
            ),
          )
          .for('share')
      : await ctx.db
          .select({ id: origins.id })
          .from(origins)
          .where(
            and(
              eq(origins.workspaceId, ctx.workspace.id),
              eq(origins.id, thingId),
              isNull(origins.mergedIntoId),
            ),
          )
          .for('share');
  if (found.length === 0) throw invalidField('thingId', 'gone');
  if (ownerId === null) return;
  const [member] = await ctx.db
    .select({ id: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspace.id),
        eq(memberships.userId, ownerId),
        isNull(memberships.deactivatedAt),
      ),
    );
  if (!member) throw invalidField('ownerId', 'gone');
}

/** Turns the database's refusal of a second target for the same into ours. */
export function explainTargetFailure(error: unknown): unknown {
  return violatesUnique(error, 'targets_same') ? invalidField('thingId', 'target_taken') : error;
}

/** What every change of a target also sets. */
export const changed = () => ({ version: sql`${targets.version} + 1`, updatedAt: sql`now()` });

/** @throws `invalid` (thingId: too_many_targets). */
export async function requireRoom(ctx: Ctx): Promise<void> {
  await holdWorkspace(ctx);
  const total = await ctx.db.$count(targets, eq(targets.workspaceId, ctx.workspace.id));
  if (total >= TARGETS_MAX) throw invalidField('thingId', 'too_many_targets', { max: TARGETS_MAX });
}
