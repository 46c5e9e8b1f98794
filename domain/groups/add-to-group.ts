import { randomUUID } from 'node:crypto';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { membersInput } from './input.ts';
import { addMembers } from './members.ts';

/**
 * Puts up to 1,000 contacts into a group; returns the ids of those that were not in it yet. Missing contacts and those that whoever acts may not
 * see are left out. Of two who do the same at once, one adds.
 * @throws `invalid` (contactIds: required, too_many_contacts); `not_found` for a group that is not there; `forbidden`.
 */
export async function addToGroup(ctx: Ctx, input: unknown): Promise<{ addedIds: number[] }> {
  authorize(ctx, 'group.write');
  const { groupId, contactIds } = parseInput(membersInput, input);
  const changeId = contactIds.length > 1 ? randomUUID() : null;
  return inTransaction(ctx, async (tx) => ({
    addedIds: await addMembers(tx, { groupId, contactIds, changeId }),
  }));
}
