import type { Env } from '#lib/env.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { checkOwnDatabase } from './own-database.ts';

/** The database to work with; `stop` leaves the person's own alone. */
export type ProductDatabase = {
  url: string;
  /** Brings the embedded server back if it died; does nothing while it lives. */
  revive(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Opens the product's database: the one at DATABASE_URL, or the embedded one, started when it does not run.
 *
 * @throws LaunchError with one line that says what to do
 */
export async function openProductDatabase(
  env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>,
  report: (line: string) => void,
): Promise<ProductDatabase> {
  if (env.DATABASE_URL) {
    await checkOwnDatabase(env.DATABASE_URL);
    return { url: env.DATABASE_URL, revive: async () => {}, stop: async () => {} };
  }
  const server = await startEmbeddedPostgres({ dataDir: env.DATA_DIR, purpose: 'product', report });
  return { url: server.url, revive: server.revive, stop: server.stop };
}
