import { type Connection, connect, type Db } from '#db/client.ts';
import { checkReadiness } from '#domain/setup/readiness.ts';
import { LaunchError } from '../support/launch-error.ts';
import { openProductDatabase } from '../support/product-database.ts';
import { report } from '../support/progress.ts';
import { readSettings } from '../support/settings.ts';
import { Shutdown } from '../support/shutdown.ts';
import { assumeServerSettings } from './server-settings.ts';

/**
 * Runs `work` with the address of the product's database. The embedded one is started if it does not run, and stopped again afterwards, also by
 * Ctrl-C, unless something else uses it.
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const shutdown = new Shutdown();
  shutdown.listen(() => process.exit(130));
  const database = await openProductDatabase(readSettings(), report);
  shutdown.onEnd(() => database.stop());
  const interrupted = shutdown.requested().then(() => {
    throw new LaunchError('Interrupted.');
  });
  try {
    return await Promise.race([work(database.url), interrupted]);
  } finally {
    await shutdown.run();
  }
}

/** As `withProduct`, for verbs that ask for the server's settings and secrets. */
export function withServer<T>(work: (db: Db) => Promise<T>): Promise<T> {
  return withProduct(async (db, url) => {
    assumeServerSettings(url);
    return work(db);
  });
}

/** As `withDatabase`, with a connection to a database that has every migration. */
export function withProduct<T>(work: (db: Db, url: string) => Promise<T>): Promise<T> {
  return withDatabase(async (url) => {
    const connection: Connection = connect(url, { max: 2 });
    try {
      const readiness = await checkReadiness(connection.db);
      if (readiness !== 'ready')
        throw new LaunchError('The database is not up to date: run `npm run crm -- migrate` first.');
      return await work(connection.db, url);
    } finally {
      await connection.close();
    }
  });
}
