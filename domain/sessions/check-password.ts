import type { Db, Tx } from '#db/client.ts';
import { accountEmail } from './email.ts';
import { findUserByEmail } from './find-user.ts';
import { emailSubject, forgive, takeAttempt } from './limits.ts';
import { verifyPassword } from './password.ts';

export type Credentials = {
  email: unknown;
  password: unknown;
  /** The network address of whoever asks; null when it is not known, or does not matter. */
  address: string | null;
};

/** `refused` is all that is told: whether the e-mail, the password or the membership was wrong stays here. */
export type Refusal =
  | { ok: false; reason: 'refused' }
  | { ok: false; reason: 'limited'; retryAfterSeconds: number };
export type Checked = { ok: true; userId: number; passwordHash: string } | Refusal;

const LONGEST_PASSWORD = 1000;
const turns = new Map<string, Promise<unknown>>();

/**
 * Whether somebody has this e-mail and this password, within the limits on guessing. An unknown e-mail walks the same path through the
 * same queries and the same hashing as a wrong password.
 */
export function checkPassword(db: Db | Tx, credentials: Credentials, now: Date): Promise<Checked> {
  const email = accountEmail(credentials.email);
  const counted = email ?? String(credentials.email).slice(0, 300).toLowerCase();
  // One at a time for each e-mail: several browsers signing in at once with the right password do not use up each other's attempts.
  return inTurn(emailSubject(counted), async () => {
    const taken = await takeAttempt(db, { email: counted, address: credentials.address }, now);
    if (!taken.ok) return { ok: false, reason: 'limited', retryAfterSeconds: taken.retryAfterSeconds };
    const user = await findUserByEmail(db, email ?? '');
    const isRight = await verifyPassword(user?.passwordHash ?? null, readPassword(credentials.password));
    if (!isRight || !user?.passwordHash) return { ok: false, reason: 'refused' };
    await forgive(db, taken.attempt);
    return { ok: true, userId: user.id, passwordHash: user.passwordHash };
  });
}

function readPassword(value: unknown): string {
  return typeof value === 'string' && value.length <= LONGEST_PASSWORD ? value : '';
}

function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  turns.set(key, mine);
  const leave = () => {
    if (turns.get(key) === mine) turns.delete(key);
  };
  mine.then(leave, leave);
  return mine;
}
