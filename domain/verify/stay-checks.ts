import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Each stay as the history tells it, worked out again from all events, one after the other. */
const TOLD = sql`
  select *, row_number() over (partition by workspace_id, contact_id, status_id order by id) = 1 as is_first
  from (
    select *, lead(at) over story as next_at
    from (
      select workspace_id, contact_id, id, max(at) over (partition by workspace_id, contact_id order by id) as at,
        case when kind in ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.split')
          then (after ->> 'statusId')::bigint end as status_id,
        case when kind = 'contact.status_changed' then (before ->> 'statusId')::bigint end as from_status_id,
        case when actor_kind = 'member' then actor_id end as moved_by
      from contact_events
      where kind in ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.deleted', 'contact.erased')
        or kind = 'contact.merged' and after ? 'intoId' or kind = 'contact.split' and after ? 'statusId'
    ) as telling
    window story as (partition by workspace_id, contact_id order by id)
  ) as stories
  where status_id is not null`;

/** What reports are counted from must say what the history says. */
export const STAY_CHECKS: Check[] = [
  {
    name: 'stay_tells_wrong',
    says: 'a stay in a status is missing, too much, or other than the history tells',
    query: sql`
      select concat_ws('/', coalesce(t.contact_id, s.contact_id), coalesce(t.id, s.event_id)) as what
      from (${TOLD}) as t
      full join status_stays s
        on s.workspace_id = t.workspace_id and s.contact_id = t.contact_id and s.event_id = t.id
      where (s.status_id, s.from_status_id, s.since, s.until, s.is_first, s.moved_by)
        is distinct from (t.status_id, t.from_status_id, t.at, t.next_at, t.is_first, t.moved_by)`,
  },
  {
    name: 'stay_of_another_status',
    says: 'a contact stands in another status or arrived at another time than its open stay tells, or is gone and has one',
    query: sql`
      select min(id) as what
      from (
        select workspace_id, id, status_id, created_at as arrived_at from contacts
        union all
        select workspace_id, contact_id, status_id, arrived_at from status_stays where until is null
      ) as told
      group by workspace_id, id, status_id, arrived_at having count(*) <> 2`,
  },
];
