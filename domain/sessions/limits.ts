import { and, count, eq, gt, inArray, min, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { signInAttempts } from '#db/schema/sessions.ts';
import { hashToken } from './token.ts';

const WINDOW_MS = 15 * 60_000;
const TRIES_PER_EMAIL = 5;
const TRIES_PER_ADDRESS = 30;

export type Attempt = { emailSubject: string; ids: number[] };
export type Taken = { ok: true; attempt: Attempt } | { ok: false; retryAfterSeconds: number };

/** Under what an e-mail's attempts are counted, whether or not anybody has it. */
export function emailSubject(email: string): string {
  return hashToken(`email:${email}`);
}

/**
 * Takes one of the attempts that are left to an e-mail and to a network address (null: unknown, not counted) in the last 15 minutes, or
 * says how long to wait. Taken before the password is looked at, so that attempts in parallel, in any number of processes, cannot slip past.
 */
export function takeAttempt(
  db: Db | Tx,
  { email, address }: { email: string; address: string | null },
  now: Date,
): Promise<Taken> {
  const limits = new Map([[emailSubject(email), TRIES_PER_EMAIL]]);
  if (address !== null) limits.set(hashToken(`address:${address}`), TRIES_PER_ADDRESS);
  return db.transaction(async (tx) => {
    await forgetOld(tx, now);
    for (const subject of [...limits.keys()].toSorted()) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 7246002))`);
    }
    const waits = await exhausted(tx, limits, now);
    if (waits.length > 0) return { ok: false, retryAfterSeconds: Math.max(...waits) };
    const rows = await tx
      .insert(signInAttempts)
      .values([...limits.keys()].map((subject) => ({ subject, at: now })))
      .returning({ id: signInAttempts.id });
    return { ok: true, attempt: { emailSubject: emailSubject(email), ids: rows.map((row) => row.id) } };
  });
}

/** The password was right: this attempt never counts, and the e-mail's earlier failures no longer do. */
export async function forgive(db: Db | Tx, attempt: Attempt): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.subject, attempt.emailSubject));
  await db.delete(signInAttempts).where(inArray(signInAttempts.id, attempt.ids));
}

/** Seconds to wait for each subject that has no attempt left. */
async function exhausted(tx: Tx, limits: Map<string, number>, now: Date): Promise<number[]> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const rows = await tx
    .select({ subject: signInAttempts.subject, tries: count(), oldest: min(signInAttempts.at) })
    .from(signInAttempts)
    .where(and(inArray(signInAttempts.subject, [...limits.keys()]), gt(signInAttempts.at, since)))
    .groupBy(signInAttempts.subject);
  return rows
    .filter((row) => row.tries >= (limits.get(row.subject) ?? 0))
    .map((row) => secondsUntil(new Date((row.oldest ?? now).getTime() + WINDOW_MS), now));
}

function secondsUntil(end: Date, now: Date): number {
  return Math.max(1, Math.ceil((end.getTime() - now.getTime()) / 1000));
}

/** Attempts too old to count go with the next one; rows that another process is deleting are left to it. */
async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - WINDOW_MS);
  await tx.execute(sql`
    delete from sign_in_attempts where id in (
      select id from sign_in_attempts where at <= ${before.toISOString()} limit 500 for update skip locked)`);
}
