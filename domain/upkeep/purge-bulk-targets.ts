import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { UNDO_DAYS } from '../bulk/change.ts';
import { BATCH, inBatches } from '../in-batches.ts';

/** Forgets whom acts of more than 30 days before `now` were about, in all workspaces: they can no longer be undone. Returns how many. */
export function purgeBulkTargets(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - UNDO_DAYS * 86_400_000).toISOString();
  return inBatches(async () => {
    const deleted = await db.execute(sql`
      delete from bulk_targets t
      using (
        select t.workspace_id, t.bulk_id, t.contact_id from bulk_changes b
        join bulk_targets t on t.workspace_id = b.workspace_id and t.bulk_id = b.id
        where b.created_at < ${before} and b.state not in ('queued', 'running', 'undoing')
        limit ${BATCH}
      ) as old
      where t.workspace_id = old.workspace_id and t.bulk_id = old.bulk_id and t.contact_id = old.contact_id`);
    return deleted.count;
  });
}
