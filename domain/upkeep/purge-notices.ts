import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from '../in-batches.ts';

const NOTIFICATION_DAYS = 90;
/** What left for other servers holds what it said of people. */
const CALL_DAYS = 30;

export type PurgedNotices = { notifications: number; calls: number };

/** Removes notifications, and calls that have ended, once nobody looks for them any more (90 and 30 days before `now`), in all workspaces. */
export async function purgeNotices(db: Db, now = new Date()): Promise<PurgedNotices> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const notifications = await inBatches(async () => {
    const gone = await db.execute(sql`
      delete from notifications where ctid = any(array(
        select ctid from notifications where created_at < ${before(NOTIFICATION_DAYS)} limit ${BATCH}))`);
    return gone.count;
  });
  const calls = await inBatches(async () => {
    const gone = await db.execute(sql`
      delete from outgoing_calls where ctid = any(array(
        select ctid from outgoing_calls where finished_at < ${before(CALL_DAYS)} limit ${BATCH}))`);
    return gone.count;
  });
  return { notifications, calls };
}
