import { lt, sql } from 'drizzle-orm';
import { connect } from '#db/client.ts';
import { setupTokens } from '#db/schema/sessions.ts';
import { hashToken, newToken } from '../sessions/token.ts';
import { isSetUp } from './state.ts';

/**
 * Called once at start, on a migrated database: while there is no user, the token for `/setup?token=…` that the server is to print, else
 * null. Several processes may call it at once: the links of each work, until the first is used.
 */
export async function prepareSetup(databaseUrl: string): Promise<string | null> {
  const connection = connect(databaseUrl, { max: 1 });
  try {
    if (await isSetUp(connection.db)) return null;
    const token = newToken();
    // Links in old logs do not stay open for ever.
    await connection.db.delete(setupTokens).where(lt(setupTokens.createdAt, sql`now() - interval '1 day'`));
    await connection.db.insert(setupTokens).values({ tokenHash: hashToken(token) });
    return token;
  } finally {
    await connection.close();
  }
}
