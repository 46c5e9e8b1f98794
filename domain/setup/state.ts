import { count, eq } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { setupTokens } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { hashToken } from '../sessions/token.ts';

/** Whether anybody can sign in at all; until then the product waits for its first admin. */
export async function isSetUp(db: Db | Tx): Promise<boolean> {
  const found = await db.select({ id: users.id }).from(users).limit(1);
  return found.length > 0;
}

/** Whether `token` is one that the server printed and nobody has used. */
export async function isSetupToken(db: Db | Tx, token: unknown): Promise<boolean> {
  if (typeof token !== 'string' || token.length > 200) return false;
  const [row] = await db
    .select({ found: count() })
    .from(setupTokens)
    .where(eq(setupTokens.tokenHash, hashToken(token)));
  return (row?.found ?? 0) > 0;
}
