import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from '../upkeep/in-batches.ts';

/** For so long it can be asked why something started nothing. */
const MISS_DAYS = 30;

export type PurgedAutomations = { misses: number; watched: number };

/** Removes misses older than 30 days before `now`, and who was in segments that nobody watches any more. */
export async function purgeAutomations(db: Db, now = new Date()): Promise<PurgedAutomations> {
  const before = new Date(now.getTime() - MISS_DAYS * 86_400_000).toISOString();
  const purge = (statement: SQL) => inBatches(async () => (await db.execute(statement)).count);
  return {
    misses: await purge(sql`
      delete from automation_misses where ctid = any(array(
        select ctid from automation_misses where at < ${before} order by at limit ${BATCH}))`),
    watched: await purge(sql`
      delete from segment_watch where ctid = any(array(
        select w.ctid from segment_watch w where not exists (
          select from watched_segments s where s.workspace_id = w.workspace_id and s.segment_id = w.segment_id)
        limit ${BATCH}))`),
  };
}
