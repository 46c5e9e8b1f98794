import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';

/**
 * Puts back every contact that the act `changeId` moved and whose origin nobody has changed since (not even there and back), inside the
 * caller's transaction. Returns how many. The way back is recorded under the same `changeId`: a pair of events cancels out, so that a
 * later act that was itself taken back is no change.
 */
export async function undoOriginMoves(ctx: Ctx, { changeId }: { changeId: string }): Promise<number> {
  authorize(ctx, 'origin.write');
  const returned = await ctx.db.execute(sql`
    with moves as (
      select id, contact_id, (before ->> 'originId')::bigint as from_id, (after ->> 'originId')::bigint as to_id
      from contact_events
      where workspace_id = ${ctx.workspace.id} and change_id = ${changeId} and kind = 'contact.origin_changed'
    ), returned as (
      update contacts c
      set origin_id = m.from_id, updated_at = now(), version = c.version + 1
      from moves m
      where c.workspace_id = ${ctx.workspace.id} and c.id = m.contact_id and c.origin_id = m.to_id
        and not exists (
          select from contact_events later
          where later.workspace_id = ${ctx.workspace.id} and later.contact_id = m.contact_id
            and later.id > m.id and later.kind = 'contact.origin_changed'
          group by later.change_id
          having later.change_id is null or count(*) % 2 = 1)
      returning c.id, m.from_id, m.to_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, 'contact.origin_changed', ${ctx.actor.kind}, ${actorId(ctx)},
      jsonb_build_object('originId', to_id), jsonb_build_object('originId', from_id), ${changeId}
    from returned`);
  if (returned.count > 0) await announceContacts(ctx, null);
  return returned.count;
}
