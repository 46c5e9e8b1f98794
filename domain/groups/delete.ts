import { and, eq, sql } from 'drizzle-orm';
import { groups } from '#db/schema/groups.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { groupInput } from './input.ts';
import { lockGroup } from './internal.ts';
import type { Group } from './list.ts';

/**
 * Deletes a group; its contacts stay. It keeps its members for 30 days, in which `restoreGroup` brings it back whole, so it takes the same time at
 * any size. @throws `not_found`; `forbidden`, also for sales staff and a group of somebody else.
 */
export async function deleteGroup(ctx: Ctx, input: unknown): Promise<Group> {
  authorize(ctx, 'group.write');
  const { id } = parseInput(groupInput, input);
  return inTransaction(ctx, async (tx) => {
    const group = await lockGroup(tx, id);
    await tx.db
      .update(groups)
      .set({ deletedAt: sql`now()`, version: sql`${groups.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(groups.workspaceId, tx.workspace.id), eq(groups.id, id)));
    await recordWorkspaceEvent(tx, {
      subject: 'group',
      subjectId: id,
      kind: 'group.deleted',
      before: { name: group.name },
    });
    return group;
  });
}
