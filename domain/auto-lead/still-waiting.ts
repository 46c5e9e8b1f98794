import { sql } from 'drizzle-orm';

/**
 * A condition on a row of `lead_queue` called `q`: its contact is there, has no owner and is not finished. One that was given to somebody by hand, deleted, won
 * or lost waits no more.
 */
export const IS_STILL_WAITING = sql`exists (
  select from contacts c
  join statuses s on s.workspace_id = c.workspace_id and s.id = c.status_id and s.kind = 'open'
  where c.workspace_id = q.workspace_id and c.id = q.contact_id and c.owner_id is null)`;
