import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { PgBoss } from 'pg-boss';
import { openRaw } from './client.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));
const LOCK = 7_246_001;

/**
 * Brings the database at `url` to the newest schema, the job queue's included. Two processes may call it at once: an advisory lock
 * lets one work while the other waits (without it, one of two migrators dies).
 */
export async function migrate(url: string): Promise<void> {
  const client = openRaw(url);
  try {
    await client`select pg_advisory_lock(${LOCK})`;
    await runMigrations(drizzle(client), { migrationsFolder: FOLDER });
    await client`select pg_advisory_unlock(${LOCK})`;
  } finally {
    await client.end();
  }
  await migrateQueue(url);
}

async function migrateQueue(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
}
