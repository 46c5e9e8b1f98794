import { and, eq, isNull, sql } from 'drizzle-orm';
import { groups } from '#db/schema/groups.ts';
import { lockChoices } from '../contacts/choices.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { lockFields } from '../fields/list.ts';
import { readFieldValue } from '../fields/values.ts';
import type { BulkChange } from './change.ts';
import { idList } from './selection.ts';

/**
 * Locks what a change points at against going away until the transaction ends; before any contact, as retiring and merging do. Returns the change
 * as it is stored: with the answer to a custom field read as its kind says.
 * @throws `invalid` (statusId, originId, ownerIds, groupId, fieldId: gone; value: as `readFieldValue`).
 */
export async function lockTarget(ctx: Ctx, change: BulkChange): Promise<BulkChange> {
  switch (change.kind) {
    case 'status':
      if ((await lockChoices(ctx, { statusId: change.statusId })).statusId === null)
        throw invalidField('statusId', 'gone');
      return change;
    case 'origin':
      if ((await lockChoices(ctx, { originId: change.originId })).originId === null)
        throw invalidField('originId', 'gone');
      return change;
    case 'owner':
      await lockOwners(ctx, change.ownerIds);
      return change;
    case 'group_add':
    case 'group_remove':
      await lockGroup(ctx, change.groupId);
      return change;
    case 'field':
      return { ...change, value: await lockAnswer(ctx, change) };
    case 'type':
    case 'active':
    case 'delete':
      return change;
  }
}

async function lockOwners(ctx: Ctx, ownerIds: number[]): Promise<void> {
  const found = await ctx.db.execute(sql`
    select from memberships
    where workspace_id = ${ctx.workspace.id} and user_id = any(${idList(ownerIds)}::bigint[]) and deactivated_at is null
    order by user_id for key share`);
  if (found.length < ownerIds.length) throw invalidField('ownerIds', 'gone');
}

async function lockGroup(ctx: Ctx, id: number): Promise<void> {
  const [group] = await ctx.db
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, id), isNull(groups.deletedAt)))
    .for('share');
  if (!group) throw invalidField('groupId', 'gone');
}

async function lockAnswer(ctx: Ctx, { fieldId, value }: Extract<BulkChange, { kind: 'field' }>) {
  const [field] = await lockFields(ctx, [fieldId]);
  if (!field) throw invalidField('fieldId', 'gone');
  const read = readFieldValue(field, value, ctx.workspace.locale);
  if (!read.ok) throw new DomainError('invalid', { fields: { value: read.problem } });
  return read.value;
}
