import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';

/**
 * Gives every contact of one member to another (null: to nobody) inside the caller's transaction, one event each under `changeId`, and
 * returns how many. The caller has checked both. Not activity of the person: the board's order stays.
 */
export async function handOverContacts(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number | null; changeId: string },
): Promise<number> {
  authorize(ctx, 'member.manage');
  const moved = await ctx.db.execute(sql`
    with moved as (
      update contacts
      set owner_id = ${toId}::bigint, updated_at = now(), version = version + 1
      where workspace_id = ${ctx.workspace.id} and owner_id = ${fromId}
      returning id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, 'contact.owner_changed', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('ownerId', ${fromId}::bigint), jsonb_build_object('ownerId', ${toId}::bigint), ${changeId}::uuid
    from moved`);
  if (moved.count > 0) await announceContacts(ctx, null);
  return moved.count;
}
