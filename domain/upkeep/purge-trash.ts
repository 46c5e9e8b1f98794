import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from './in-batches.ts';

/** How long a deleted contact or group can be brought back. */
const TRASH_DAYS = 30;

/** Removes for good what was deleted more than 30 days before `now`, in all workspaces. Returns how many contacts. */
export async function purgeTrash(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - TRASH_DAYS * 86_400_000).toISOString();
  await purgeGroups(db, before);
  return inBatches(async () => {
    const deleted = await db.execute(sql`
      delete from contact_trash t
      using (select workspace_id, contact_id from contact_trash where deleted_at < ${before} limit ${BATCH}) as old
      where t.workspace_id = old.workspace_id and t.contact_id = old.contact_id`);
    return deleted.count;
  });
}

/** The members first, some at a time: a group may hold everybody. */
async function purgeGroups(db: Db, before: string): Promise<void> {
  await inBatches(async () => {
    const deleted = await db.execute(sql`
      delete from group_members m
      using (
        select m.workspace_id, m.group_id, m.contact_id from group_members m
        join groups g on g.workspace_id = m.workspace_id and g.id = m.group_id
        where g.deleted_at < ${before} limit ${BATCH}
      ) as old
      where m.workspace_id = old.workspace_id and m.group_id = old.group_id and m.contact_id = old.contact_id`);
    return deleted.count;
  });
  await db.execute(sql`delete from groups where deleted_at < ${before}`);
}
