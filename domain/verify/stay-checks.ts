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
  {
    name: 'status_day_wrong',
    says: 'a counted day is missing, too much, or has another total than stays tell, and nothing marks it to be counted again',
    query: sql`
      select concat_ws('/', workspace_id, day, status_id) as what
      from (
        select *, sum(change) over days as told, min(total) over days is not null as has_begun,
          coalesce(lead(day) over days, last_day + 1) - day as gap
        from (
          select workspace_id, status_id, day, sum(change) as change, sum(total) as total
          from (
            select workspace_id, status_id, day, 0 as change, total from status_days
            union all
            select workspace_id, status_id, (since at time zone 'UTC')::date, 1, null from status_stays
            union all
            select workspace_id, status_id, (until at time zone 'UTC')::date, -1, null from status_stays where until is not null
          ) as told
          group by workspace_id, status_id, day
        ) as told
        join (select workspace_id, max(day) as last_day from status_days group by workspace_id) as kept using (workspace_id)
        left join (
          select workspace_id, min((since at time zone 'UTC')::date) as doubtful from status_day_marks group by workspace_id
        ) as marks using (workspace_id)
        where day <= last_day and day < coalesce(doubtful, 'infinity')
        window days as (partition by workspace_id, status_id order by day)
      ) as counted
      where total is distinct from told or (has_begun and gap > 1 and day < coalesce(doubtful, 'infinity') - 1)`,
  },
];
