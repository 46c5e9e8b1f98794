import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { prepareDataFolder } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';
import { withLock } from './lock.mjs';
import { openCluster } from './postgres-cluster.ts';
import { runningServer, serve, stopServer } from './postgres-server.ts';
import type { PostgresPurpose } from './postgres-settings.ts';
import { isRunning, processStamp } from './process-identity.mjs';

/** A running PostgreSQL of ours. */
export type EmbeddedPostgres = {
  /** Connects as superuser to the database asked for. */
  url: string;
  /** Whether it was running already: left over by a killed process, or serving another one of ours. */
  reused: boolean;
  /** Starts it again if it died; does nothing while it lives. */
  revive(): Promise<void>;
  /** Gives it up; the last of its users to do so shuts it down. */
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  purpose: PostgresPurpose;
  /** Made when missing. */
  database?: string;
  /** Told about what takes long or is unusual, a line at a time. */
  report?: (line: string) => void;
};

let leaseCount = 0;

/**
 * Serves the PostgreSQL cluster of a data folder, making it when missing and reusing it when it runs.
 *
 * @throws LaunchError with one line that says what to do
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const report = options.report ?? (() => {});
  const lockPath = join(dataDir, 'postgres.lock');
  const users = join(dataDir, 'postgres-users');
  leaseCount += 1;
  const lease = join(users, `${process.pid}-${leaseCount}`);
  prepareDataFolder(dataDir);
  const open = () =>
    withLock(lockPath, async () => {
      const cluster = openCluster(dataDir, options.purpose, report);
      const server = await serve(cluster, { dataDir, purpose: options.purpose, report });
      mkdirSync(users, { recursive: true });
      writeFileSync(lease, processStamp(process.pid) ?? '');
      const url = await ensureDatabase(server.url, options.database ?? 'chatbot');
      return { url, reused: server.reused, cluster };
    });
  const { cluster, reused, url } = await open();
  return {
    url,
    reused,
    revive: async () => {
      if (runningServer(cluster.folder)) return;
      report('The database stopped by itself: starting it again.');
      const again = await open();
      if (again.url !== url)
        throw new LaunchError('The database is back on another port: start the product again.');
    },
    stop: () =>
      withLock(lockPath, async () => {
        rmSync(lease, { force: true });
        if (!hasUsers(users)) await stopServer(cluster.folder);
      }),
  };
}

/** Whether any process that asked for the server still runs. */
function hasUsers(folder: string): boolean {
  const leases = readdirSync(folder).map((name) => join(folder, name));
  const [alive, dead] = [leases.filter(isHeld), leases.filter((lease) => !isHeld(lease))];
  for (const lease of dead) rmSync(lease, { force: true });
  return alive.length > 0;
}

function isHeld(lease: string): boolean {
  return isRunning(readFileSync(lease, 'utf8'));
}

async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  return new URL(`/${name}`, serverUrl).href;
}
