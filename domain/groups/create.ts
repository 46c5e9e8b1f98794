import { groups } from '#db/schema/groups.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { explainGroupFailure, lockSet } from './internal.ts';
import { type Group, groupColumns, listGroups } from './list.ts';
import { GROUPS_MAX } from './rules.ts';

/**
 * Makes an empty group and returns it.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken_by, too_many_groups), `forbidden`.
 */
export async function createGroup(ctx: Ctx, input: unknown): Promise<Group> {
  authorize(ctx, 'group.write');
  const { name } = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, name));
  } catch (error) {
    throw explainGroupFailure(error);
  }
}

async function insert(ctx: Ctx, name: string): Promise<Group> {
  await lockSet(ctx);
  const others = await listGroups(ctx);
  const key = nameKey(name);
  const taken = others.find((other) => nameKey(other.name) === key);
  if (taken) throw invalidField('name', 'name_taken_by', { name: taken.name });
  if (others.length >= GROUPS_MAX) throw invalidField('name', 'too_many_groups', { max: GROUPS_MAX });
  const [group] = await ctx.db
    .insert(groups)
    .values({ workspaceId: ctx.workspace.id, name, nameKey: key, createdBy: actorId(ctx) })
    .returning(groupColumns);
  if (!group) throw new Error('insert returned no group');
  await recordWorkspaceEvent(ctx, {
    subject: 'group',
    subjectId: group.id,
    kind: 'group.created',
    after: { name },
  });
  return group;
}
