import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from '../in-batches.ts';

/** The limits on guessing look back a quarter of an hour; a day leaves time to look into an attack. */
const ATTEMPT_DAYS = 1;
/** Whoever follows an old link is told that it has ended; after this long, that it never was. */
const INVITATION_DAYS = 30;

export type PurgedAccess = { sessions: number; attempts: number; invitations: number };

/** Removes sessions that have ended, attempts to sign in older than a day, and invitations that ended 30 days before `now`. */
export async function purgeAccess(db: Db, now = new Date()): Promise<PurgedAccess> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const purge = (statement: SQL) => inBatches(async () => (await db.execute(statement)).count);
  return {
    sessions: await purge(sql`
      delete from sessions where token_hash in (
        select token_hash from sessions where expires_at <= ${daysAgo(0)} limit ${BATCH})`),
    attempts: await purge(sql`
      delete from sign_in_attempts where id in (
        select id from sign_in_attempts where at < ${daysAgo(ATTEMPT_DAYS)} limit ${BATCH})`),
    invitations: await purge(sql`
      delete from invitations where token_hash in (
        select token_hash from invitations where expires_at < ${daysAgo(INVITATION_DAYS)} limit ${BATCH})`),
  };
}
