import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts, keepAutomationsQuiet } from '../events.ts';

/**
 * Puts back every contact that the act `changeId` moved and that nobody has moved since, inside the caller's transaction, with their earlier
 * time in the status. Returns how many.
 */
export async function undoStatusMoves(ctx: Ctx, { changeId }: { changeId: string }): Promise<number> {
  authorize(ctx, 'status.write');
  await keepAutomationsQuiet(ctx);
  const returned = await ctx.db.execute(sql`
    with moves as (
      select contact_id, at, (before ->> 'statusId')::bigint as from_id, (after ->> 'statusId')::bigint as to_id,
        (before ->> 'statusSince')::timestamptz as since
      from contact_events
      where workspace_id = ${ctx.workspace.id} and change_id = ${changeId} and kind = 'contact.status_changed'
    ), returned as (
      update contacts c
      set status_id = m.from_id, status_since = m.since, updated_at = now(), version = c.version + 1
      from moves m
      where c.workspace_id = ${ctx.workspace.id} and c.id = m.contact_id
        and c.status_id = m.to_id and c.status_since = m.at
      returning c.id, m.from_id, m.to_id, m.at, m.since
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after)
    select ${ctx.workspace.id}, id, 'contact.status_changed', ${ctx.actor.kind}, ${actorId(ctx)},
      jsonb_build_object('statusId', to_id, 'statusSince', at),
      jsonb_build_object('statusId', from_id, 'statusSince', since)
    from returned`);
  if (returned.count > 0) await announceContacts(ctx, null);
  return returned.count;
}
