import { recountSql } from './recount-sql.ts';

/** Of what a person wrote before they were a contact, so many of the newest messages are looked at for touches, and the very first. */
const LOOKED_AT_MAX = 1_000;

/**
 * `$1` workspace, `$2` who adopts what (JSON list of `Adoption`), `$3` and `$4` who acts, `$5` the change that all of it belongs to, or null. Names the type
 * of every parameter, as not every statement uses each.
 */
const GIVEN = `
with given as (
  select $1::bigint, $2::text, $3::text, $4::bigint, $5::uuid
), pairs as materialized (
  select * from jsonb_to_recordset($2::text::jsonb) as p (id bigint, keeper bigint, contact bigint, by text, value text)
)`;

const MESSAGES = `${GIVEN}, taken as (
  update messages m
  set contact_id = p.contact, conversation_id = p.keeper,
    matched_by = case when m.direction = 'in' then coalesce(m.matched_by, p.by) end,
    matched_value = case when m.direction = 'in' then coalesce(m.matched_value, p.value) end
  from pairs p where m.workspace_id = $1 and m.conversation_id = p.id
  returning m.id, m.direction, m.at, p.contact, p.id as talk
), told as (
  insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after, change_id)
  select $1::bigint, contact, kind, $3::text, $4::bigint, jsonb_build_object('messageId', id, 'isPast', true), $5::uuid
  from (
    select *, case direction when 'in' then 'contact.message_received' else 'contact.message_sent' end as kind from taken
  ) as t
  where not exists (
    select from contact_events e
    where e.workspace_id = $1 and e.contact_id = t.contact and e.kind = t.kind and (e.after ->> 'messageId')::bigint = t.id)
  order by at, id
)
insert into possible_arrivals (workspace_id, message_id)
select $1::bigint, id from (
  select id, row_number() over (partition by talk order by at desc, id desc) as newest,
    row_number() over (partition by talk order by at, id) as oldest
  from taken where direction = 'in'
) as looked
where newest <= ${LOOKED_AT_MAX} or oldest = 1
on conflict do nothing`;

const KEEPERS = `${GIVEN}
update conversations c
set contact_id = gone.contact, user_id = coalesce(c.user_id, gone.user_id), phone = coalesce(c.phone, gone.phone),
  profile_name = case when c.profile_name = '' then coalesce(gone.profile_name, '') else c.profile_name end,
  last_send_at = greatest(c.last_send_at, gone.last_send_at)
from (
  select p.keeper, p.contact, max(t.user_id) as user_id, max(t.phone) as phone, max(t.profile_name) as profile_name,
    max(t.last_send_at) as last_send_at
  from pairs p join conversations t on t.workspace_id = $1 and t.id = p.id
  group by p.keeper, p.contact
) as gone
where c.workspace_id = $1 and c.id = gone.keeper`;

const GONE = `${GIVEN}
delete from conversations c using pairs p where c.workspace_id = $1 and c.id = p.id and p.id <> p.keeper`;

/** Whoever asked for silence last, before they were known as this contact, has asked for it. As `heed` of consents says it. */
const CONTACTS = `${GIVEN}, facts as (
  select p.contact, max(c.last_inbound_at) as last_in, max(c.last_message_at) as last_at
  from pairs p join conversations c on c.workspace_id = $1 and c.id = p.keeper group by p.contact
), said as (
  select f.contact, s.silent_at from facts f
  join contacts k on k.workspace_id = $1 and k.id = f.contact and k.opted_out_at is null
  cross join lateral (
    select max(m.at) as last_in, max(m.at) filter (where m.is_silence) as silent_at from messages m
    where m.workspace_id = $1 and m.contact_id = f.contact and m.direction = 'in') as s
  where s.silent_at >= s.last_in and not exists (
    select from contact_events e
    where e.workspace_id = $1 and e.contact_id = f.contact and e.kind = 'contact.opted_in'
      and coalesce((e.after ->> 'saidAt')::timestamptz, e.at) > s.silent_at)
), written as (
  update contacts c
  set last_message_at = greatest(c.last_message_at, f.last_in), last_activity_at = greatest(c.last_activity_at, f.last_at),
    opted_out_at = coalesce(c.opted_out_at, said.silent_at)
  from facts f left join said using (contact)
  where c.workspace_id = $1 and c.id = f.contact
)
insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, after, change_id)
select $1::bigint, contact, 'contact.opted_out', $3::text, $4::bigint, jsonb_build_object('cause', 'by_word',
  'saidAt', to_char(silent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), $5::uuid
from said`;

/** One conversation that stood alone: whose it is, and the one with the same number of ours that it joins (or is). */
export type Adoption = {
  id: number;
  keeper: number;
  contact: number;
  /** By what the contact is known, for messages that do not say it yet. */
  by: string | null;
  value: string | null;
};

/** What gives locked conversations to contacts, statement by statement, as one act. Set-based: for one contact, and for an import of thousands. */
export const ADOPT: readonly string[] = [
  MESSAGES,
  KEEPERS,
  GONE,
  `${GIVEN}${recountSql('select keeper from pairs where keeper <> id')}`,
  CONTACTS,
];
