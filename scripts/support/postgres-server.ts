import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { LaunchError } from './launch-error.ts';
import { freePort, portProblem } from './ports.ts';
import { userIds } from './postgres-binaries.ts';
import { type Cluster, rememberPort, serverEnvironment } from './postgres-cluster.ts';
import { type PostgresPurpose, postgresSettings } from './postgres-settings.ts';
import { processStamp } from './process-identity.mjs';

/** A server that answers; `url` leads to its maintenance database. */
export type Server = { url: string; reused: boolean };

type Serving = { dataDir: string; purpose: PostgresPurpose; report: (line: string) => void };

const ATTEMPTS = 100;
const POLL_MILLISECONDS = 50;
const SILENCE_BEFORE_REPORT_MILLISECONDS = 5000;

/**
 * Answers with the running server of this cluster, or starts one.
 *
 * @throws LaunchError with the server's own last words when it does not start
 */
export async function serve(cluster: Cluster, serving: Serving): Promise<Server> {
  const running = runningServer(cluster.folder);
  if (running) {
    const url = urlOf(cluster, running.port);
    // It may be starting, recovering or shutting down.
    if (await waitUntilAnswering(url, () => isPostgres(running.pid), serving.report))
      return { url, reused: true };
  }
  for (let attempt = 1; ; attempt += 1) {
    disownPidFile(cluster.folder);
    const outcome = await startServer(cluster, serving);
    if (outcome.url) return { url: outcome.url, reused: false };
    if (attempt === ATTEMPTS || !isPassing(outcome.lastWords)) {
      throw new LaunchError(`PostgreSQL did not start: ${outcome.lastWords}`);
    }
    await sleep(200);
  }
}

/** Shuts the cluster's server down, ending open transactions; returns when it is gone. */
export async function stopServer(folder: string): Promise<void> {
  const running = runningServer(folder);
  if (!running) return;
  // Fast shutdown first, and immediate (the next start recovers) if that takes absurdly long.
  for (const [signal, seconds] of [['SIGINT', 60] as const, ['SIGQUIT', 10] as const]) {
    process.kill(running.pid, signal);
    for (let waited = 0; waited < seconds * 1000; waited += POLL_MILLISECONDS) {
      if (!processStamp(running.pid)) return;
      await sleep(POLL_MILLISECONDS);
    }
  }
}

/** The process that serves a cluster folder, if one does. */
export function runningServer(folder: string): { pid: number; port: number } | undefined {
  const path = join(folder, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  // Its lines: pid, data folder, start time, port, … (PostgreSQL's miscadmin.h).
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n').map(Number);
  return pid && port && isPostgres(pid) ? { pid, port } : undefined;
}

/** Whether that process runs and is a PostgreSQL, as far as the system tells. */
function isPostgres(pid: number): boolean {
  if (!processStamp(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

/**
 * A dead server's pid may by now be another program's (or a zombie's), and the server would wait for it in
 * vain. The file itself must stay: it names the shared memory that tells whether old backends still write.
 */
function disownPidFile(folder: string): void {
  const path = join(folder, 'postmaster.pid');
  if (!existsSync(path)) return;
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  const impossiblePid = 2 ** 31 - 2;
  writeFileSync(path, [impossiblePid, ...rest].join('\n'));
}

async function startServer(cluster: Cluster, serving: Serving): Promise<{ url?: string; lastWords: string }> {
  const port = cluster.port && !(await portProblem(cluster.port)) ? cluster.port : await freePort();
  const logPath = join(serving.dataDir, 'postgres.log');
  rotate(logPath);
  const log = openSync(logPath, 'a');
  const logStart = statSync(logPath).size;
  // A group of its own: Ctrl-C at the terminal must not stop it before those who use it.
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.folder, ...postgresSettings(serving.purpose, port)],
    {
      cwd: '/',
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      ...userIds(cluster.user),
    },
  );
  closeSync(log);
  child.unref();
  let over = false;
  let problem = '';
  child.once('exit', () => {
    over = true;
  });
  child.once('error', (error) => {
    over = true;
    problem = error.message;
  });
  const url = urlOf(cluster, port);
  if (await waitUntilAnswering(url, () => !over, serving.report)) {
    rememberPort(serving.dataDir, port);
    return { url, lastWords: '' };
  }
  return { lastWords: problem || lastWords(logPath, logStart) };
}

/** Polls until the server takes queries; false when `isAlive` turns false first. */
async function waitUntilAnswering(
  url: string,
  isAlive: () => boolean,
  report: (line: string) => void,
): Promise<boolean> {
  const started = Date.now();
  let told = false;
  while (isAlive()) {
    if (await answers(url)) return true;
    if (!told && Date.now() - started > SILENCE_BEFORE_REPORT_MILLISECONDS) {
      report('The database is recovering from an interruption; this can take a minute.');
      told = true;
    }
    await sleep(POLL_MILLISECONDS);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    // A wrong password will not right itself, unlike a refused connection or a server that is starting up.
    if ((error as { code?: string }).code === '28P01') {
      throw new LaunchError('The database refuses the password kept in postgres.json in the data folder.');
    }
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Backends of a killed server linger for a moment, and a free port can be taken before we listen. */
function isPassing(lastWords: string): boolean {
  return /shared memory block|could not bind|could not create any TCP/.test(lastWords);
}

function lastWords(logPath: string, from: number): string {
  const lines = readFileSync(logPath).subarray(from).toString('utf8').trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*?(FATAL|PANIC): +/, '') || `see ${logPath}`;
}

function rotate(logPath: string): void {
  const tooLong = 10 * 1024 * 1024;
  if (existsSync(logPath) && statSync(logPath).size > tooLong) renameSync(logPath, `${logPath}.1`);
}

function urlOf(cluster: Cluster, port: number): string {
  return `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`;
}
