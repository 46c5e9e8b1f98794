import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { sessions } from '#db/schema/sessions.ts';
import { hashToken } from './token.ts';

/** Ends the session that a cookie's token opens, if there is one. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashToken(token)));
}
