import { sql } from 'drizzle-orm';
import { variantsOf } from '../contacts/one-spelling.ts';
import type { Check } from './check.ts';

/** Whom something is about that outlives its contact for a while: in the list, in the trash, merged into another, or erased. */
const isSomebody = (alias: string) => {
  const t = sql.raw(alias);
  return sql`(
    exists (select from contacts c where c.workspace_id = ${t}.workspace_id and c.id = ${t}.contact_id)
    or exists (select from contact_trash d where d.workspace_id = ${t}.workspace_id and d.contact_id = ${t}.contact_id)
    or exists (
      select from contact_events e
      where e.workspace_id = ${t}.workspace_id and e.contact_id = ${t}.contact_id and e.kind = 'contact.erased'))`;
};

/** Conversations, messages, touches, and what webhooks told. */
export const CONVERSATION_CHECKS: Check[] = [
  {
    name: 'message_of_another_contact',
    says: "a message is not of its conversation's contact",
    query: sql`
      select m.id as what from messages m
      join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
      where m.contact_id is distinct from c.contact_id`,
  },
  {
    name: 'conversation_of_nobody',
    says: 'a conversation is with a contact that is not there',
    query: sql`
      select t.id as what from conversations t where t.contact_id is not null and not ${isSomebody('t')}`,
  },
  {
    name: 'conversation_of_another_owner',
    says: "a conversation is not of its contact's owner",
    query: sql`
      select t.id as what from conversations t
      left join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      where t.owner_id is distinct from case
        when t.contact_id is null then 0 when c.id is not null then coalesce(c.owner_id, 0) end`,
  },
  {
    name: 'conversation_shared',
    says: 'one person has two conversations with one number',
    query: sql`
      select concat_ws(',', min(id), max(id)) as what from conversations
      where contact_id is null and user_id is not null group by workspace_id, number_id, user_id having count(*) > 1
      union all
      select concat_ws(',', min(id), max(id)) from conversations
      where contact_id is null and phone is not null group by workspace_id, number_id, phone having count(*) > 1
      union all
      select concat_ws(',', min(id), max(id)) from conversations
      where contact_id is not null group by workspace_id, number_id, contact_id having count(*) > 1`,
  },
  {
    name: 'conversation_left_alone',
    says: 'somebody is a contact, and what they wrote before stands alone beside it',
    query: sql`
      select c.id as what from conversations c
      join contact_identities i on i.workspace_id = c.workspace_id and (
        i.kind = 'whatsapp_user' and i.value = c.user_id
        or i.kind = 'phone' and i.value = any (array[c.phone] || ${sql.raw(variantsOf('c.phone'))}))
      where c.contact_id is null`,
  },
  {
    name: 'conversation_tells_wrong',
    says: 'a conversation tells other unread messages, another last message, or another wait than its messages do',
    query: sql`
      with said as (
        select *, max(at) filter (where direction = 'out' and state not in ('cancelled', 'failed')) over talk as outbound_at,
          max(at) filter (where direction = 'out' and state not in ('cancelled', 'failed') and run_id is null) over talk as answered_at,
          max(at) filter (where is_silence) over talk as silent_at
        from messages window talk as (partition by workspace_id, conversation_id)
      ), told as (
        select workspace_id, conversation_id, max(at) as last_at, max(outbound_at) as outbound_at,
          max(case direction when 'in' then at end) as inbound_at, sum(is_unread::int) as unread,
          min(case when direction = 'in' and (silent_at is null or at > silent_at) and (answered_at is null
            or received_at > answered_at and extract(epoch from at) >= floor(extract(epoch from answered_at)))
            then at end) as waiting_since
        from said group by 1, 2
      )
      select c.id as what from conversations c
      left join told on told.workspace_id = c.workspace_id and told.conversation_id = c.id
      where c.unread <> coalesce(told.unread, 0) or c.last_inbound_at is distinct from told.inbound_at
        or c.last_outbound_at is distinct from told.outbound_at
        or c.last_message_at is distinct from coalesce(told.last_at, c.last_message_at)
        or c.waiting_since is distinct from told.waiting_since
      union all
      select id from messages where is_unread and direction = 'out'`,
  },
  {
    name: 'message_without_event',
    says: 'a message from a contact is in nobody’s history, or twice in one',
    query: sql`
      with told as (
        select workspace_id, contact_id, (after ->> 'messageId')::bigint as id, count(*) as times
        from contact_events where kind = 'contact.message_received' group by 1, 2, 3
      )
      select m.id as what from messages m
      where m.direction = 'in' and m.contact_id is not null and not exists (
        select from told where told.workspace_id = m.workspace_id and told.id = m.id)
      union all
      select m.id from told join messages m on m.workspace_id = told.workspace_id and m.id = told.id
      where told.times > 1`,
  },
  {
    name: 'touch_astray',
    says: 'a touch is of a contact that is not there, or came with a message of another one',
    query: sql`
      select t.id as what from touches t where not ${isSomebody('t')}
      union all
      select t.id from touches t
      join messages m on m.workspace_id = t.workspace_id and m.id = t.message_id
      where m.contact_id is distinct from t.contact_id`,
  },
  {
    name: 'lead_without_touch',
    says: 'a message made a contact, and nothing tells where it came from',
    query: sql`
      select c.id as what from contacts c
      where exists (
          select from contact_events e
          where e.workspace_id = c.workspace_id and e.contact_id = c.id and e.kind = 'contact.created'
            and e.actor_kind = 'webhook')
        and not exists (select from touches t where t.workspace_id = c.workspace_id and t.contact_id = c.id)`,
  },
  {
    name: 'queued_and_owned',
    says: 'a lead waits for an owner and has one',
    query: sql`
      select q.contact_id as what from lead_queue q
      join contacts c on c.workspace_id = q.workspace_id and c.id = q.contact_id
      where c.owner_id is not null`,
  },
  {
    name: 'webhook_stuck',
    says: 'something that a webhook told has been due for an hour and nobody has looked at it',
    query: sql`
      select concat_ws('/', workspace_id, id) as what from webhook_items
      where outcome is null and next_try_at < now() - interval '1 hour'
      union all
      select concat_ws('/', 'post', id) from webhook_posts
      where split_at is null and received_at < now() - interval '1 hour'`,
  },
  {
    name: 'webhook_done_without_message',
    says: 'a webhook is told to have been done, and its message is not there',
    query: sql`
      select concat_ws('/', i.workspace_id, i.id) as what from webhook_items i
      where i.kind = 'message' and i.outcome in ('done', 'duplicate') and i.payload is not null
        and not exists (select from messages m where m.workspace_id = i.workspace_id and m.wamid = i.wamid)`,
  },
];
