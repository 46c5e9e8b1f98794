import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { announceTo } from '../events.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

const BATCH = 500;
/** What is due some time on a day is told of in the morning. */
const MORNING_HOUR = 8;
/** From the morning until the last minute of its day. */
const DAY_HOURS = 16;

/**
 * Tells the people of tasks that these are due, in all workspaces, each once: at the minute, or in the morning where only a day was named. Those of
 * contacts that are gone, and of nobody, are passed over. Returns how many tasks came due.
 */
export async function tellDueTasks(db: Db): Promise<number> {
  const waiting = await db.execute<{ id: string }>(sql`
    select distinct t.workspace_id as id from tasks t join workspaces w on w.id = t.workspace_id where ${IS_DUE}`);
  let total = 0;
  for (const { id } of waiting) {
    const [workspace] = await db.select(workspaceFacts).from(workspaces).where(sql`${workspaces.id} = ${id}`);
    if (workspace) total += await tellIn(systemCtx(db, workspace));
  }
  return total;
}

const IS_DUE = sql`
  t.done_at is null and t.told_at is null and t.due_at <= now() + make_interval(hours => ${DAY_HOURS})
  and (t.due_at <= now() or (
    to_char(t.due_at at time zone w.time_zone, 'HH24:MI') = '23:59'
    and now() at time zone w.time_zone >= date_trunc('day', t.due_at at time zone w.time_zone) + make_interval(hours => ${MORNING_HOUR})))`;

async function tellIn(ctx: Ctx): Promise<number> {
  authorize(ctx, 'task.write');
  let total = 0;
  for (;;) {
    const told = await inTransaction(ctx, tellSome);
    total += told;
    if (told < BATCH) return total;
  }
}

/** Told and written down as told in one transaction; several workers take different ones. */
async function tellSome(ctx: Ctx): Promise<number> {
  const workspaceId = ctx.workspace.id;
  const [row] = await ctx.db.execute<{ total: number; userIds: number[] }>(sql`
    with due as (
      select t.id from tasks t join workspaces w on w.id = t.workspace_id
      where t.workspace_id = ${workspaceId} and ${IS_DUE}
      order by t.due_at, t.id limit ${BATCH} for no key update of t skip locked
    ), told as (
      update tasks t set told_at = now() from due
      where t.workspace_id = ${workspaceId} and t.id = due.id
      returning t.id, t.person_id, t.contact_id, t.title, t.run_id, t.due_at
    ), notified as (
      insert into notifications (workspace_id, user_id, kind, body, contact_id, task_id, run_id, source)
      select ${workspaceId}, told.person_id, 'task_due', told.title, told.contact_id, told.id, told.run_id,
        'task:' || told.id || ':due:' || extract(epoch from told.due_at)::bigint
      from told
      join contacts c on c.workspace_id = ${workspaceId} and c.id = told.contact_id
      join memberships m
        on m.workspace_id = ${workspaceId} and m.user_id = told.person_id and m.deactivated_at is null
      order by told.person_id, told.id
      on conflict do nothing returning user_id
    )
    select (select count(*)::int from told) as total,
      (select coalesce(jsonb_agg(distinct user_id), '[]') from notified) as "userIds"`);
  await announceTo(ctx, row?.userIds ?? []);
  return row?.total ?? 0;
}
