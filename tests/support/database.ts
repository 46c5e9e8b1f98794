import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '#scripts/support/embedded-postgres.ts';
import { processStamp } from '#scripts/support/process-identity.mjs';

/** A migrated database that nobody else uses. */
export type TestDatabase = { url: string; drop(): Promise<void> };

/**
 * Gives a test file a database of its own, cloned from a migrated template in some 70 ms. The server is
 * TEST_DATABASE_URL's, or one in `.tmp/test-postgres` that stays up for the next run.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServerUrl();
  const name = `chat_bot_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = await ensureTemplate(server);
  await administer(
    server,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  const drop = () => administer(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  return { url: databaseUrl(server, name), drop };
}

async function testServerUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const { url } = await startEmbeddedPostgres({
    dataDir: '.tmp/test-postgres',
    purpose: 'test',
    database: 'postgres',
    report: console.error,
  });
  process.env.TEST_DATABASE_URL = url;
  return url;
}

/** One template for each state of the migrations, made by whoever comes first. */
async function ensureTemplate(server: string): Promise<string> {
  const template = `chat_bot_template_${migrationsHash()}`;
  await administer(server, async (sql) => {
    await sql`select pg_advisory_lock(hashtext('chat_bot_template'))`;
    const found = await sql<{ name: string }[]>`
      select datname as name from pg_database where datname like 'chat\\_bot\\_t%'`;
    if (found.some(({ name }) => name === template)) return;
    for (const { name } of found.filter(isLeftOver))
      await sql`drop database if exists ${sql(name)} with (force)`;
    const unfinished = `${template}_unfinished`;
    await sql`create database ${sql(unfinished)}`;
    const { migrate } = await import('#db/migrate.ts');
    await migrate(databaseUrl(server, unfinished));
    await sql`alter database ${sql(unfinished)} rename to ${sql(template)}`;
  });
  return template;
}

/** An older template, or a test's database whose process (its pid is in the name) is gone. */
function isLeftOver({ name }: { name: string }): boolean {
  const pid = /^chat_bot_test_(\d+)_/.exec(name)?.[1];
  return pid ? !processStamp(Number(pid)) : name.startsWith('chat_bot_template_');
}

function migrationsHash(): string {
  const hash = createHash('sha256').update(readFileSync('db/migrate.ts'));
  const files = readdirSync('db/migrations', { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.toSorted()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

async function administer<T>(server: string, work: (sql: postgres.Sql) => Promise<T>): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function databaseUrl(server: string, name: string): string {
  return new URL(`/${name}`, server).href;
}
