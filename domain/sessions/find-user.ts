import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { users } from '#db/schema/users.ts';

export type Account = { id: number; name: string; email: string; passwordHash: string | null };

/** The account with this e-mail (as `accountEmail` gives it), or undefined. Not scoped: people belong to no single workspace. */
export async function findUserByEmail(db: Db | Tx, email: string): Promise<Account | undefined> {
  const [user] = await db
    .select({ id: users.id, name: users.name, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  return user;
}
