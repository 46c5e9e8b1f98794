import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { users } from '#db/schema/users.ts';
import { type Credentials, checkPassword, type Refusal } from './check-password.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { accountEmail } from './email.ts';
import { findUserByEmail } from './find-user.ts';
import { openSession } from './open.ts';

type SignedIn = { ok: true; token: string; userId: number };
export type SignIn = SignedIn | Refusal;

const REFUSED = { ok: false, reason: 'refused' } as const;

/**
 * Signs a person in by e-mail and password. A value, never an error: `refused` says nothing about which part was wrong; `limited` comes
 * after 5 failures for an e-mail, known or not, or 30 from an address, within 15 minutes.
 */
export async function signIn(db: Db, credentials: Credentials, now = new Date()): Promise<SignIn> {
  const checked = await checkPassword(db, credentials, now);
  if (!checked.ok) return checked;
  return db.transaction(async (tx) => {
    if (!(await stillHasPassword(tx, checked))) return REFUSED;
    return enter(tx, checked.userId, now);
  });
}

/** Signs in a person whom an identity provider has vouched for by a verified e-mail. Never makes an account. */
export async function signInVerified(db: Db, verifiedEmail: unknown, now = new Date()): Promise<SignIn> {
  const email = accountEmail(verifiedEmail);
  if (!email) return REFUSED;
  return db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    return user ? enter(tx, user.id, now) : REFUSED;
  });
}

async function enter(tx: Tx, userId: number, now: Date): Promise<SignIn> {
  const workspaceId = await chooseWorkspace(tx, userId);
  if (workspaceId === null) return REFUSED;
  await forgetExpired(tx, now);
  return { ok: true, token: await openSession(tx, { userId, workspaceId }, now), userId };
}

/**
 * Whether the password that was checked is still in force, and holds it there until commit: a change of password at the same instant
 * either refuses this sign-in or ends its session.
 */
export async function stillHasPassword(
  tx: Db | Tx,
  checked: { userId: number; passwordHash: string },
): Promise<boolean> {
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, checked.userId), eq(users.passwordHash, checked.passwordHash)))
    .for('share');
  return found.length > 0;
}

/** Sessions that have run out open nothing; they go, some at a time, when somebody signs in. */
async function forgetExpired(tx: Tx, now: Date): Promise<void> {
  await tx.execute(sql`
    delete from sessions where token_hash in (
      select token_hash from sessions where expires_at < ${now.toISOString()} limit 500 for update skip locked)`);
}
