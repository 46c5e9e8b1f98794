import { sql } from 'drizzle-orm';
import { phoneVariants } from '#lib/phone.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts, announceProgress } from '../events.ts';
import { identitiesOf } from './identities-of.ts';
import { recountTalksOf } from './recount-talk.ts';

/**
 * Makes true again, after messages went from one of some locked contacts to another, what their conversations tell (who waits, what is unread, when), whom those
 * are answered at, when the contacts wrote last, and that whoever asked for silence is left alone. For siblings.
 */
export async function settleTalks(ctx: Ctx, contactIds: number[]): Promise<void> {
  const [said] = await ctx.db.execute(sql`
    select id from messages
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${`{${contactIds.join(',')}}`}::bigint[]) limit 1`);
  if (!said) return;
  await recountTalksOf(ctx, contactIds);
  for (const id of contactIds) {
    await settleNames(ctx, id);
    await settleContact(ctx, id);
  }
  await announceContacts(ctx, contactIds);
}

/** Nobody is answered at an address that is somebody else's by now. */
async function settleNames(ctx: Ctx, contactId: number): Promise<void> {
  const w = ctx.workspace.id;
  const talks = await ctx.db.execute<{ id: string; userId: string | null; phone: string | null }>(sql`
    select id, user_id as "userId", phone from conversations
    where workspace_id = ${w} and contact_id = ${contactId} order by id for update`);
  const known = await identitiesOf(ctx, contactId);
  const has = (kind: string, values: string[]) =>
    known.some((one) => one.kind === kind && values.includes(one.value));
  for (const { id, userId, phone } of talks) {
    await announceProgress(ctx, 'conversation', Number(id));
    const isPhone = phone === null || has('phone', phoneVariants(phone));
    const isUser = userId === null || has('whatsapp_user', [userId]);
    if (isPhone && isUser) continue;
    await ctx.db.execute(sql`
      update conversations set phone = ${isPhone ? phone : null}, user_id = ${isUser ? userId : null}
      where workspace_id = ${w} and id = ${id}::bigint`);
  }
}

/** As `heed` of consents says it, a contact is left alone whose last word was that; one that is left alone already stays so. */
async function settleContact(ctx: Ctx, contactId: number): Promise<void> {
  const w = ctx.workspace.id;
  await ctx.db.execute(sql`
    with said as (
      select max(m.at) as last_in, max(m.at) filter (where m.is_silence) as silent_at from messages m
      where m.workspace_id = ${w} and m.contact_id = ${contactId} and m.direction = 'in'
    ), silenced as (
      select silent_at from said join contacts c on c.workspace_id = ${w} and c.id = ${contactId}
      where c.opted_out_at is null and silent_at >= last_in and not exists (
        select from contact_events e
        where e.workspace_id = ${w} and e.contact_id = ${contactId} and e.kind = 'contact.opted_in'
          and coalesce((e.after ->> 'saidAt')::timestamptz, e.at) > silent_at)
    ), written as (
      update contacts c
      set last_message_at = (select last_in from said),
        opted_out_at = coalesce(c.opted_out_at, (select silent_at from silenced))
      where c.workspace_id = ${w} and c.id = ${contactId}
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after)
    select ${w}, ${contactId}, 'contact.opted_out', ${ctx.actor.kind}, ${actorId(ctx)}::bigint, jsonb_build_object(
      'cause', 'by_word', 'saidAt', to_char(silent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from silenced`);
}
