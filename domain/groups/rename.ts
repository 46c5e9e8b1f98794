import { and, eq, sql } from 'drizzle-orm';
import { groups } from '#db/schema/groups.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { renameInput } from './input.ts';
import { explainGroupFailure, lockGroup, lockSet } from './internal.ts';
import { type Group, groupColumns, listGroups } from './list.ts';

/**
 * Renames a group that the person saw at `version`, and returns it. The same name again writes nothing.
 * @throws `stale` with `details: { current: Group }`; `invalid` as `createGroup`; `not_found`; `forbidden`, also for sales staff and a group
 * of somebody else.
 */
export async function renameGroup(ctx: Ctx, input: unknown): Promise<Group> {
  authorize(ctx, 'group.write');
  const facts = parseInput(renameInput, input);
  try {
    return await inTransaction(ctx, (tx) => rename(tx, facts));
  } catch (error) {
    throw explainGroupFailure(error);
  }
}

async function rename(ctx: Ctx, facts: { id: number; version: number; name: string }): Promise<Group> {
  const { id, version, name } = facts;
  await lockSet(ctx);
  const current = await lockGroup(ctx, id);
  if (current.name === name) return current;
  if (current.version !== version) throw new DomainError('stale', { details: { current } });
  const key = nameKey(name);
  const taken = (await listGroups(ctx)).find((other) => other.id !== id && nameKey(other.name) === key);
  if (taken) throw invalidField('name', 'name_taken_by', { name: taken.name });
  const [group] = await ctx.db
    .update(groups)
    .set({ name, nameKey: key, version: sql`${groups.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, id)))
    .returning(groupColumns);
  if (!group) throw new Error('update returned no group');
  await recordWorkspaceEvent(ctx, {
    subject: 'group',
    subjectId: id,
    kind: 'group.updated',
    before: { name: current.name },
    after: { name },
  });
  return group;
}
