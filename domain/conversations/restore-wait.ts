import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';

/**
 * A conversation whose answer never went out waits for one again, since their first message after the last that did. For siblings, after they
 * wrote that a message of ours was taken back or failed. What automations wrote is no answer.
 */
export async function restoreWait(ctx: Ctx, conversationId: number): Promise<void> {
  const w = ctx.workspace.id;
  await ctx.db.execute(sql`
    update conversations c
    set waiting_since = (
      select min(m.at) from messages m
      where m.workspace_id = ${w} and m.conversation_id = ${conversationId} and m.direction = 'in'
        and m.at >= coalesce(date_trunc('second', answered.at), '-infinity'))
    from (
      select max(at) as at from messages
      where workspace_id = ${w} and conversation_id = ${conversationId}
        and direction = 'out' and state not in ('cancelled', 'failed') and run_id is null
    ) as answered
    where c.workspace_id = ${w} and c.id = ${conversationId}`);
}
