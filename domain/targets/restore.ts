import { and, eq } from 'drizzle-orm';
import { workspaceEvents } from '#db/schema/events.ts';
import { targets } from '#db/schema/targets.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { deletedFacts, restoreInput } from './input.ts';
import { columnsOf, explainTargetFailure, lockTarget, requireNamed, requireRoom } from './internal.ts';
import type { Target } from './list.ts';

/**
 * Takes a deletion back: the target returns under its id.
 * @throws `invalid` as `createTarget`, when what it names is gone or another target has taken its place; `not_found`; `forbidden`.
 */
export async function restoreTarget(ctx: Ctx, input: unknown): Promise<Target> {
  authorize(ctx, 'target.write');
  const { changeId } = parseInput(restoreInput, input);
  try {
    return await inTransaction(ctx, (tx) => restore(tx, changeId));
  } catch (error) {
    throw explainTargetFailure(error);
  }
}

async function restore(ctx: Ctx, changeId: string): Promise<Target> {
  const [event] = await ctx.db
    .select({ id: workspaceEvents.subjectId, before: workspaceEvents.before })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.kind, 'target.deleted'),
      ),
    );
  if (!event) throw notFound();
  const { version, ...facts } = deletedFacts.parse(event.before);
  await requireRoom(ctx);
  await requireNamed(ctx, facts);
  const [row] = await ctx.db
    .insert(targets)
    .values({ workspaceId: ctx.workspace.id, id: event.id, version: version + 1, ...columnsOf(facts) })
    .onConflictDoNothing({ target: [targets.workspaceId, targets.id] })
    .returning({ id: targets.id });
  // Already taken back, in this window or another.
  if (!row) throw notFound();
  await recordWorkspaceEvent(ctx, {
    subject: 'target',
    subjectId: row.id,
    kind: 'target.created',
    after: { ...facts, isRestored: true },
    changeId,
  });
  return lockTarget(ctx, row.id);
}
