import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/**
 * Works out again what a conversation tells of its messages, after some of them came from or went to another one. Its row is locked. For callers
 * within a transaction of their own.
 * @throws `forbidden`.
 */
export async function recountTalk(ctx: Ctx, id: number): Promise<void> {
  authorize(ctx, 'conversation.read');
  const mine = sql`m.workspace_id = c.workspace_id and m.conversation_id = c.id`;
  await ctx.db.execute(sql`
    update conversations c
    set last_inbound_at = told.last_in, last_outbound_at = told.last_out,
      last_message_at = coalesce(greatest(told.last_in, told.last_out), c.last_message_at),
      unread = least(c.unread, told.inbound),
      waiting_since = case when c.waiting_since is null then null else (
        select min(m.at) from messages m
        where ${mine} and m.direction = 'in'
          and m.at >= coalesce(date_trunc('second', told.last_answer), '-infinity')) end
    from (
      select max(m.at) filter (where m.direction = 'in') as last_in,
        max(m.at) filter (where m.direction = 'out' and m.state not in ('cancelled', 'failed')) as last_out,
        max(m.at) filter (
          where m.direction = 'out' and m.state not in ('cancelled', 'failed') and m.run_id is null) as last_answer,
        count(*) filter (where m.direction = 'in') as inbound
      from messages m where m.workspace_id = ${ctx.workspace.id} and m.conversation_id = ${id}
    ) as told
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}`);
}
