import { and, eq, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { groups } from '#db/schema/groups.ts';
import { authorize } from '../authorize.ts';
import { visibleContacts } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { announceContacts } from '../events.ts';

type Change = {
  groupId: number;
  contactIds: number[];
  /** Shared by the events of one act on many contacts. */
  changeId: string | null;
};

/**
 * Puts contacts into a group inside the caller's transaction, set-based: any number of ids, one `contact.group_added` for each that was not in it.
 * Those that are missing, or that whoever acts may not see, are left out. Returns the ids of those that joined. Versions do not change: who
 * is in a group is no fact that two editors of a contact could overwrite.
 * @throws `not_found` for a group that is not there; `forbidden`.
 */
export async function addMembers(ctx: Ctx, { groupId, contactIds, changeId }: Change): Promise<number[]> {
  authorize(ctx, 'group.write');
  const name = await shareGroup(ctx, groupId);
  const workspaceId = ctx.workspace.id;
  const added = await ctx.db.execute<{ id: string }>(sql`
    with found as materialized (${seen(ctx, contactIds)}), added as (
      insert into group_members (workspace_id, group_id, contact_id)
      select ${workspaceId}, ${groupId}, id from found order by id
      on conflict do nothing
      returning contact_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after, change_id)
    select ${workspaceId}, contact_id, 'contact.group_added', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('group', ${name}::text, 'groupId', ${groupId}::bigint), ${changeId}::uuid
    from added
    returning contact_id as id`);
  return announced(ctx, added);
}

/**
 * Takes contacts out of a group, as `addMembers` puts them in: one `contact.group_removed` for each that was in it. Returns their ids.
 * @throws `not_found` for a group that is not there; `forbidden`.
 */
export async function removeMembers(ctx: Ctx, { groupId, contactIds, changeId }: Change): Promise<number[]> {
  authorize(ctx, 'group.write');
  const name = await shareGroup(ctx, groupId);
  const workspaceId = ctx.workspace.id;
  const removed = await ctx.db.execute<{ id: string }>(sql`
    with found as materialized (${seen(ctx, contactIds)}), removed as (
      delete from group_members m using found
      where m.workspace_id = ${workspaceId} and m.group_id = ${groupId} and m.contact_id = found.id
      returning m.contact_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, change_id)
    select ${workspaceId}, contact_id, 'contact.group_removed', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('group', ${name}::text, 'groupId', ${groupId}::bigint), ${changeId}::uuid
    from removed
    returning contact_id as id`);
  return announced(ctx, removed);
}

/** The name of a live group, which stays alive until the transaction ends. */
async function shareGroup(ctx: Ctx, id: number): Promise<string> {
  const [group] = await ctx.db
    .select({ name: groups.name })
    .from(groups)
    .where(and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, id), isNull(groups.deletedAt)))
    .for('share');
  if (!group) throw notFound();
  return group.name;
}

/** Those of the contacts that whoever acts may see, kept from being deleted meanwhile, always in the same order. */
function seen(ctx: Ctx, ids: number[]) {
  const list = `{${ids.join(',')}}`;
  return sql`
    select ${contacts.id} from ${contacts}
    where ${contacts.workspaceId} = ${ctx.workspace.id} and ${contacts.id} = any(${list}::bigint[])
      and ${visibleContacts(ctx) ?? sql`true`}
    order by ${contacts.id} for key share`;
}

async function announced(ctx: Ctx, rows: Iterable<{ id: string }>): Promise<number[]> {
  const ids = [...rows].map(({ id }) => Number(id));
  if (ids.length > 0) await announceContacts(ctx, ids);
  return ids;
}
