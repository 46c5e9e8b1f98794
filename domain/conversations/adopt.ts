import { sql } from 'drizzle-orm';
import type { Match } from '#db/whatsapp-values.ts';
import { actorId, type Ctx } from '../ctx.ts';

/**
 * Gives a conversation of somebody who was no contact to the contact that they are by now, with an event for each of their messages. `matchedBy`: by
 * what, when a person said so. Conversation and contact are locked. For siblings.
 */
export async function adoptConversation(
  ctx: Ctx,
  id: number,
  contactId: number,
  matchedBy: Match | null = null,
): Promise<void> {
  const w = ctx.workspace.id;
  await ctx.db.execute(sql`
    with taken as (
      update messages
      set contact_id = ${contactId}, matched_by = coalesce(matched_by, ${matchedBy})
      where workspace_id = ${w} and conversation_id = ${id} and contact_id is null
      returning id, direction
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after)
    select ${w}, ${contactId},
      case direction when 'in' then 'contact.message_received' else 'contact.message_sent' end,
      ${ctx.actor.kind}, ${actorId(ctx)}::bigint, jsonb_build_object('messageId', id)
    from taken order by id`);
  await ctx.db.execute(sql`
    update conversations set contact_id = ${contactId} where workspace_id = ${w} and id = ${id}`);
  await ctx.db.execute(sql`
    update contacts c set last_message_at = greatest(c.last_message_at, talk.last_inbound_at),
      last_activity_at = greatest(c.last_activity_at, talk.last_message_at)
    from conversations talk
    where talk.workspace_id = ${w} and talk.id = ${id} and c.workspace_id = ${w} and c.id = ${contactId}`);
}
