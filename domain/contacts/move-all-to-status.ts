import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';

/**
 * Moves every contact of one status to another inside the caller's transaction, one event each under `changeId`, and returns how many.
 * The caller has locked both statuses. Not activity of the person: the board's order stays.
 */
export async function moveAllToStatus(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number; changeId: string },
): Promise<number> {
  authorize(ctx, 'status.write');
  const moved = await ctx.db.execute(sql`
    with moved as (
      update contacts c
      set status_id = ${toId}, status_since = now(), updated_at = now(), version = c.version + 1
      from contacts old
      where c.workspace_id = ${ctx.workspace.id} and c.status_id = ${fromId}
        and old.workspace_id = c.workspace_id and old.id = c.id
      returning c.id, old.status_since as since
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, 'contact.status_changed', ${ctx.actor.kind}, ${actorId(ctx)},
      jsonb_build_object('statusId', ${fromId}::bigint, 'statusSince', since),
      jsonb_build_object('statusId', ${toId}::bigint), ${changeId}
    from moved`);
  if (moved.count > 0) await announceContacts(ctx, null);
  return moved.count;
}
