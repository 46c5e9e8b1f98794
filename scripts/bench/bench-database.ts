import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import postgres from 'postgres';
import { migrate } from '#db/migrate.ts';
import { seedVolume } from '#domain/demo/volume.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { isRunning, processStamp } from '../support/process-identity.mjs';
import { report } from '../support/progress.ts';

/** The server of all measurements; databases are made in it by the size asked for. */
export type BenchServer = {
  /** A database with so many contacts, nobody else's, thrown away by `drop`. */
  database(contacts: number): Promise<{ url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
};

const FOLDER = '.tmp/bench';
const KEPT = 'bench_kept_';
const RUN = 'bench_run_';

/** Starts the throw-away server. Filled databases are kept in it for the next run, for as long as schema and seed stay the same. */
export async function openBenchServer(): Promise<BenchServer> {
  const server = await startEmbeddedPostgres({
    dataDir: FOLDER,
    purpose: 'product',
    database: 'postgres',
    report,
  });
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  const version = seedVersion();
  await dropLeftOvers(sql, version);
  let made = 0;
  return {
    database: async (contacts) => {
      const kept = await ensureFilled(sql, server.url, `${KEPT}${version}_${contacts}`, contacts);
      made += 1;
      const name = `${RUN}${processStamp(process.pid)}_${made}`;
      await sql`create database ${sql(name)} template ${sql(kept)} strategy file_copy`;
      return {
        url: urlOf(server.url, name),
        drop: async () => void (await sql`drop database if exists ${sql(name)} with (force)`),
      };
    },
    stop: async () => {
      await sql.end();
      await server.stop();
    },
  };
}

/** Under another name until it is whole: a run that was interrupted leaves nothing that the next would trust. */
async function ensureFilled(
  sql: postgres.Sql,
  server: string,
  name: string,
  contacts: number,
): Promise<string> {
  const [found] = await sql`select from pg_database where datname = ${name}`;
  if (found) return name;
  const unfinished = `${RUN}${processStamp(process.pid)}_filling`;
  report(
    `Filling a database with ${contacts.toLocaleString('en')} contacts, once for each change of the schema…`,
  );
  await sql`create database ${sql(unfinished)}`;
  const url = urlOf(server, unfinished);
  await migrate(url);
  await seedVolume(url, { contacts, statuses: 7, origins: 20, workspaceId: null });
  await sql`alter database ${sql(unfinished)} rename to ${sql(name)}`;
  return name;
}

async function dropLeftOvers(sql: postgres.Sql, version: string): Promise<void> {
  const all = await sql<{ name: string }[]>`select datname as name from pg_database`;
  for (const { name } of all) {
    const isOld = name.startsWith(KEPT) && !name.startsWith(`${KEPT}${version}_`);
    const owner = name.startsWith(RUN) ? (name.slice(RUN.length).split('_')[0] ?? '') : null;
    if (isOld || (owner !== null && !isRunning(owner)))
      await sql`drop database if exists ${sql(name)} with (force)`;
  }
}

/** Changes with the schema and with what fills it. */
function seedVersion(): string {
  const hash = createHash('sha256');
  const files = globSync(['db/migrations/**/*', 'db/migrate.ts', 'domain/demo/{volume*,words,people}.ts']);
  for (const path of files.filter((file) => /\.(sql|json|ts)$/.test(file)).toSorted())
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 10);
}

function urlOf(server: string, database: string): string {
  return new URL(`/${database}`, server).href;
}
