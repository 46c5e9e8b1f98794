import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { deleteInput } from './input.ts';
import { staleContact } from './stale.ts';
import { visibleContacts } from './where.ts';

/**
 * Deletes a contact that the person saw at `version`. It and its identities stay in the trash (`restoreContact`), its history stays.
 * @throws `stale` with `details: StaleContact` when somebody else changed it since; `not_found`; `forbidden`.
 */
export async function deleteContact(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'contact.delete');
  const { id, version } = parseInput(deleteInput, input);
  const isDeleted = await inTransaction(ctx, (tx) => moveToTrash(tx, id, version));
  if (!isDeleted) throw await staleContact(ctx, id);
  return { id };
}

async function moveToTrash(ctx: Ctx, id: number, version: number): Promise<boolean> {
  const workspaceId = ctx.workspace.id;
  const deleted = await ctx.db.execute<Record<'statusId' | 'originId' | 'ownerId', string | null>>(sql`
    with known as (
      select coalesce(jsonb_agg(to_jsonb(i) - 'workspace_id' - 'contact_id'), '[]') as identities
      from contact_identities i where workspace_id = ${workspaceId} and contact_id = ${id}
    ), grouped as (
      select coalesce(jsonb_agg(group_id), '[]') as groups
      from group_members where workspace_id = ${workspaceId} and contact_id = ${id}
    ), answered as (
      select coalesce(jsonb_agg(to_jsonb(v) - 'workspace_id' - 'contact_id'), '[]') as field_values
      from field_values v where workspace_id = ${workspaceId} and contact_id = ${id}
    ), deleted as (
      delete from ${contacts}
      where workspace_id = ${workspaceId} and id = ${id} and version = ${version}
        and ${visibleContacts(ctx) ?? sql`true`}
      returning *
    ), kept as (
      insert into contact_trash (workspace_id, contact_id, contact, identities, groups, field_values, deleted_at, deleted_by)
      select ${workspaceId}, id, to_jsonb(deleted) - 'name' - 'search', identities, groups, field_values, now(), ${actorId(ctx)}
      from deleted, known, grouped, answered
    )
    select status_id as "statusId", origin_id as "originId", owner_id as "ownerId" from deleted`);
  const [contact] = deleted;
  if (!contact) return false;
  const number = (value: string | null) => (value === null ? null : Number(value));
  const before = {
    statusId: number(contact.statusId),
    originId: number(contact.originId),
    ownerId: number(contact.ownerId),
  };
  await recordContactEvents(ctx, [{ contactId: id, kind: 'contact.deleted', before }]);
  return true;
}
