import { sql } from 'drizzle-orm';
import { actorId, type Ctx } from '../ctx.ts';
import { idList } from './selection.ts';

/** Moves contacts that the caller has locked to the trash, whole, as `deleteContact` does with one; one event each under `changeId`. */
export async function deleteMany(
  ctx: Ctx,
  { ids, changeId }: { ids: number[]; changeId: string },
): Promise<void> {
  if (ids.length === 0) return;
  const workspaceId = ctx.workspace.id;
  const list = sql`${idList(ids)}::bigint[]`;
  await ctx.db.execute(sql`
    with known as (
      select contact_id, jsonb_agg(to_jsonb(i) - 'workspace_id' - 'contact_id') as list
      from contact_identities i where workspace_id = ${workspaceId} and contact_id = any(${list}) group by contact_id
    ), grouped as (
      select contact_id, jsonb_agg(group_id) as list
      from group_members where workspace_id = ${workspaceId} and contact_id = any(${list}) group by contact_id
    ), answered as (
      select contact_id, jsonb_agg(to_jsonb(v) - 'workspace_id' - 'contact_id') as list
      from field_values v where workspace_id = ${workspaceId} and contact_id = any(${list}) group by contact_id
    ), deleted as (
      delete from contacts where workspace_id = ${workspaceId} and id = any(${list}) returning *
    ), kept as (
      insert into contact_trash
        (workspace_id, contact_id, contact, identities, groups, field_values, deleted_at, deleted_by)
      select ${workspaceId}, d.id, to_jsonb(d) - 'name' - 'search', coalesce(k.list, '[]'), coalesce(g.list, '[]'),
        coalesce(a.list, '[]'), now(), ${actorId(ctx)}::bigint
      from deleted d
      left join known k on k.contact_id = d.id
      left join grouped g on g.contact_id = d.id
      left join answered a on a.contact_id = d.id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, change_id)
    select ${workspaceId}, id, 'contact.deleted', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('statusId', status_id, 'originId', origin_id, 'ownerId', owner_id), ${changeId}::uuid
    from deleted order by id`);
}
