/** $1 workspace, $2 import, $3 and $4 (not included) rows, $5 the import's change, $6 the change of undoing it. As `undo-sql.ts` gives them. */
const GIVEN = 'select $1::bigint, $2::bigint, $3::integer, $4::integer, $5::uuid, $6::uuid';

/**
 * What wrote before the import, and was given to a contact that the import brought and that is gone again, or to one by a phone that it has no more, is
 * nobody's again, as before; touches that came of it go too. Not where more has been written since, or where it joined a conversation of the contact's own.
 */
export const RELEASE = `
with given as (${GIVEN}), freed as materialized (
  select c.id, c.contact_id from import_outcomes o
  join conversations c on c.workspace_id = $1 and c.contact_id = o.contact_id
  where o.workspace_id = $1 and o.import_id = $2 and o.number >= $3 and o.number < $4 and (
    o.outcome = 'created' and o.undo = 'gone'
    or o.outcome = 'updated' and o.undo in ('restored', 'edited') and c.phone is not null
      and not exists (
        select from contact_identities i
        where i.workspace_id = $1 and i.contact_id = c.contact_id
          and (i.value in (c.user_id, c.phone) or i.value in (
            select m.matched_value from messages m where m.workspace_id = $1 and m.conversation_id = c.id))))
    and not exists (
      select from messages m
      where m.workspace_id = $1 and m.conversation_id = c.id and not exists (
        select from contact_events e
        where e.workspace_id = $1 and e.contact_id = c.contact_id and e.change_id = $5
          and e.kind in ('contact.message_received', 'contact.message_sent') and (e.after ->> 'messageId')::bigint = m.id))
), talks as (
  update conversations c set contact_id = null from freed where c.workspace_id = $1 and c.id = freed.id
), said as (
  update messages m set contact_id = null, matched_by = null, matched_value = null
  from freed where m.workspace_id = $1 and m.conversation_id = freed.id
  returning m.id
), due as (
  delete from possible_arrivals p using said where p.workspace_id = $1 and p.message_id = said.id
), touched as (
  delete from touches t using said where t.workspace_id = $1 and t.message_id = said.id
)
update contacts c
set last_message_at = (
  select max(m.at) from messages m
  where m.workspace_id = $1 and m.contact_id = c.id and m.direction = 'in' and m.conversation_id <> all (
    select id from freed))
from freed where c.workspace_id = $1 and c.id = freed.contact_id`;
