import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** The last event that says which status each contact is in. One that came back, from the trash or a merge, may have kept its time there. */
const LAST_STATUS_EVENTS = sql`
  select distinct on (workspace_id, contact_id) workspace_id, contact_id, kind, at, after
  from contact_events
  where kind in ('contact.created', 'contact.status_changed', 'contact.restored')
    or kind = 'contact.split' and after ? 'statusId'
  order by workspace_id, contact_id, id desc`;

/** The history must say what the tables say. */
export const HISTORY_CHECKS: Check[] = [
  {
    name: 'status_without_event',
    says: 'a contact stands in another status, or for another time, than its history tells',
    query: sql`
      select c.id as what from contacts c
      join (${LAST_STATUS_EVENTS}) as last on last.workspace_id = c.workspace_id and last.contact_id = c.id
      where (last.after ->> 'statusId')::bigint is distinct from c.status_id
        or last.kind not in ('contact.restored', 'contact.split')
          and coalesce((last.after ->> 'statusSince')::timestamptz, last.at) is distinct from c.status_since`,
  },
  {
    name: 'contact_without_beginning',
    says: 'nothing tells how a contact came to be',
    query: sql`
      select c.id as what from contacts c
      where not exists (
        select from contact_events e
        where e.workspace_id = c.workspace_id and e.contact_id = c.id and e.kind = 'contact.created')`,
  },
  {
    name: 'contact_event_without_actor',
    says: 'an event about a contact names a member that the workspace does not have',
    query: sql`
      select concat_ws('/', e.workspace_id, e.actor_id) as what
      from (
        select workspace_id, actor_id from contact_events where actor_kind = 'member' group by 1, 2
      ) as e
      left join memberships m on m.workspace_id = e.workspace_id and m.user_id = e.actor_id
      where m.user_id is null`,
  },
  {
    name: 'workspace_event_without_actor',
    says: 'an event about the workspace names a member that it does not have',
    query: sql`
      select e.id as what from workspace_events e
      left join memberships m on m.workspace_id = e.workspace_id and m.user_id = e.actor_id
      where e.actor_kind = 'member' and m.user_id is null`,
  },
];
