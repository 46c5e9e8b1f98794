import type { Db, Tx } from '#db/client.ts';
import { sessions } from '#db/schema/sessions.ts';
import { hashToken, newToken } from './token.ts';

/** How long a session lives without being used. */
const SESSION_DAYS = 30;

/** Opens a session for a user in a workspace and returns its token for the cookie; only its hash is stored. */
export async function openSession(
  db: Db | Tx,
  who: { userId: number; workspaceId: number },
  now = new Date(),
): Promise<string> {
  const token = newToken();
  await db.insert(sessions).values({
    tokenHash: hashToken(token),
    ...who,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: sessionEnd(now),
  });
  return token;
}

/** When a session used at `now` ends. */
export function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * 86_400_000);
}
