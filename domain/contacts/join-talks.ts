import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { recountTalk } from './recount-talk.ts';

/**
 * Makes one conversation of two that one person has with one number: all messages go to the first, the other one goes. Both are locked. What becomes of
 * the messages' contact is the caller's business.
 * @throws `forbidden`.
 */
export async function joinTalks(ctx: Ctx, intoId: number, fromId: number): Promise<void> {
  authorize(ctx, 'contact.write');
  const w = ctx.workspace.id;
  await ctx.db.execute(sql`
    update messages set conversation_id = ${intoId} where workspace_id = ${w} and conversation_id = ${fromId}`);
  await ctx.db.execute(sql`
    with gone as (
      delete from conversations where workspace_id = ${w} and id = ${fromId} returning *
    )
    update conversations c
    set user_id = coalesce(c.user_id, gone.user_id), phone = coalesce(c.phone, gone.phone),
      profile_name = case when c.profile_name = '' then gone.profile_name else c.profile_name end,
      last_send_at = greatest(c.last_send_at, gone.last_send_at)
    from gone
    where c.workspace_id = ${w} and c.id = ${intoId}`);
  await recountTalk(ctx, intoId);
  await announceProgress(ctx, 'conversation', intoId);
}
