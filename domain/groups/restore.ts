import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { groups } from '#db/schema/groups.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { groupInput } from './input.ts';
import { explainGroupFailure, lockSet, refuseOthers } from './internal.ts';
import { type Group, groupColumns } from './list.ts';

/**
 * Brings a deleted group back with those of its contacts that are still there.
 * @throws `invalid` (name: name_taken) when another group has its name by now; `not_found`; `forbidden` as `deleteGroup`.
 */
export async function restoreGroup(ctx: Ctx, input: unknown): Promise<Group> {
  authorize(ctx, 'group.write');
  const { id } = parseInput(groupInput, input);
  try {
    return await inTransaction(ctx, (tx) => restore(tx, id));
  } catch (error) {
    throw explainGroupFailure(error);
  }
}

async function restore(ctx: Ctx, id: number): Promise<Group> {
  await lockSet(ctx);
  const [group] = await ctx.db
    .update(groups)
    .set({ deletedAt: null, version: sql`${groups.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, id), isNotNull(groups.deletedAt)))
    .returning(groupColumns);
  if (!group) throw notFound();
  refuseOthers(ctx, group);
  await recordWorkspaceEvent(ctx, {
    subject: 'group',
    subjectId: id,
    kind: 'group.updated',
    before: { isDeleted: true },
    after: { name: group.name, isDeleted: false },
  });
  return group;
}
