import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from './in-batches.ts';

/** How long a deleted contact can be brought back. */
const TRASH_DAYS = 30;

/** Removes for good what was deleted more than 30 days before `now`, in all workspaces. Returns how many contacts. */
export function purgeTrash(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - TRASH_DAYS * 86_400_000).toISOString();
  return inBatches(async () => {
    const deleted = await db.execute(sql`
      delete from contact_trash t
      using (select workspace_id, contact_id from contact_trash where deleted_at < ${before} limit ${BATCH}) as old
      where t.workspace_id = old.workspace_id and t.contact_id = old.contact_id`);
    return deleted.count;
  });
}
