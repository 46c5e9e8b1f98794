import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { ENV_NAMES } from '#lib/env.ts';

/** One worker of the product, as in production, with a data folder of its own. */
export type WorkerProcess = {
  dataDir: string;
  /** The most resident memory that it or any process it started has had, in megabytes (1,000,000 bytes). */
  peakMemory(): number;
  /** Processor time that it has had, in seconds. */
  processorSeconds(): number;
  stop(): Promise<void>;
};

const LOG = '.tmp/bench/worker.log';
const LOOK_MILLISECONDS = 100;

/** Starts a worker over a database. */
export function startWorker(databaseUrl: string, dataDir: string): WorkerProcess {
  mkdirSync(dataDir, { recursive: true });
  const log = openSync(LOG, 'w');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'worker/main.ts'], {
    env: environment(databaseUrl, dataDir),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.once('exit', () => child.kill('SIGKILL'));
  let peak = 0;
  const looking = setInterval(() => {
    if (child.pid) peak = Math.max(peak, ...[child.pid, ...childrenOf(child.pid)].map(residentMegabytes));
  }, LOOK_MILLISECONDS);
  return {
    dataDir,
    peakMemory: () => peak,
    processorSeconds: () => (child.pid ? secondsOf(child.pid) : 0),
    stop: async () => {
      clearInterval(looking);
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function environment(databaseUrl: string, dataDir: string): NodeJS.ProcessEnv {
  const secret = randomBytes(32).toString('base64');
  return {
    ...process.env,
    ...Object.fromEntries(ENV_NAMES.map((name) => [name, ''])),
    NODE_ENV: 'production',
    CHAT_BOT_PROCESS: 'worker',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    DEMO: '0',
    AUTH_SECRET: secret,
    ENCRYPTION_KEY: secret,
  };
}

function childrenOf(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const lists = tasks.map((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

function residentMegabytes(pid: number): number {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return (Number(kibibytes ?? 0) * 1024) / 1_000_000;
  } catch {
    return 0;
  }
}

/** The kernel counts hundredths. */
function secondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
