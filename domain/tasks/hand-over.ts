import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';

/**
 * Gives the open tasks of one member to another (null: to whoever owns the contact) inside the caller's transaction, one event each under `changeId`.
 * The caller has checked both.
 */
export async function handOverTasks(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number | null; changeId: string },
): Promise<number> {
  authorize(ctx, 'member.manage');
  const moved = await ctx.db.execute(sql`
    with moved as (
      update tasks set owner_id = ${toId}::bigint, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspace.id} and owner_id = ${fromId} and done_at is null
      returning id, contact_id, title, due_at
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, contact_id, 'contact.task_changed', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('taskId', id, 'title', title, 'dueAt', due_at, 'assigneeId', ${fromId}::bigint),
      jsonb_build_object('taskId', id, 'title', title, 'dueAt', due_at, 'assigneeId', ${toId}::bigint), ${changeId}::uuid
    from moved order by id`);
  if (moved.count > 0) await announceContacts(ctx, null);
  return moved.count;
}
