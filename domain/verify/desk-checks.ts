import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Tasks, notifications and outgoing calls. */
export const DESK_CHECKS: Check[] = [
  {
    name: 'task_without_contact',
    says: 'a task is for a contact that is neither in the list nor in the trash',
    query: sql`
      select concat_ws('/', t.workspace_id, t.id) as what from tasks t
      left join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      left join contact_trash d on d.workspace_id = t.workspace_id and d.contact_id = t.contact_id
      where c.id is null and d.contact_id is null`,
  },
  {
    name: 'task_of_other_person',
    says: 'a task stands in the list of somebody else than its own person or its contact’s owner',
    query: sql`
      select concat_ws('/', t.workspace_id, t.id) as what from tasks t
      join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      where t.person_id is distinct from coalesce(t.owner_id, c.owner_id)`,
  },
  {
    name: 'task_without_event',
    says: 'a task was added and no event says so',
    query: sql`
      select concat_ws('/', t.workspace_id, t.id) as what from tasks t
      left join (
        select workspace_id, (after ->> 'taskId')::bigint as task_id from contact_events where kind = 'contact.task_added'
      ) as added on added.workspace_id = t.workspace_id and added.task_id = t.id
      where added.task_id is null`,
  },
  {
    name: 'call_stuck',
    says: 'a call to another server is under way for more than ten minutes',
    query: sql`
      select concat_ws('/', workspace_id, id) as what from outgoing_calls
      where state = 'calling' and claimed_at < now() - interval '10 minutes'`,
  },
  {
    name: 'call_half_finished',
    says: 'a call to another server has ended without a time, or goes on with one',
    query: sql`
      select concat_ws('/', workspace_id, id) as what from outgoing_calls
      where (state in ('done', 'failed', 'cancelled')) <> (finished_at is not null)`,
  },
];
