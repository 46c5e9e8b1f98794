import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';

/**
 * Moves every contact of one origin to another inside the caller's transaction, one event each under `changeId`, and returns how many.
 * The caller has locked the origin they leave. Not activity of the person: the board's order stays.
 */
export async function moveAllToOrigin(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number; changeId: string },
): Promise<number> {
  authorize(ctx, 'origin.write');
  const moved = await ctx.db.execute(sql`
    with moved as (
      update contacts
      set origin_id = ${toId}, updated_at = now(), version = version + 1
      where workspace_id = ${ctx.workspace.id} and origin_id = ${fromId}
      returning id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, 'contact.origin_changed', ${ctx.actor.kind}, ${actorId(ctx)},
      jsonb_build_object('originId', ${fromId}::bigint), jsonb_build_object('originId', ${toId}::bigint), ${changeId}
    from moved`);
  if (moved.count > 0) await announceContacts(ctx, null);
  return moved.count;
}
