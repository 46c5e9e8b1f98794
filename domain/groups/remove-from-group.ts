import { randomUUID } from 'node:crypto';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { membersInput } from './input.ts';
import { removeMembers } from './members.ts';

/**
 * Takes up to 1,000 contacts out of a group; returns the ids of those that were in it.
 * @throws as `addToGroup`.
 */
export async function removeFromGroup(ctx: Ctx, input: unknown): Promise<{ removedIds: number[] }> {
  authorize(ctx, 'group.write');
  const { groupId, contactIds } = parseInput(membersInput, input);
  const changeId = contactIds.length > 1 ? randomUUID() : null;
  return inTransaction(ctx, async (tx) => ({
    removedIds: await removeMembers(tx, { groupId, contactIds, changeId }),
  }));
}
