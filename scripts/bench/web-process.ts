import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENV_NAMES } from '#lib/env.ts';
import { LaunchError } from '../support/launch-error.ts';
import { freePort } from '../support/ports.ts';

/** One web process of the built product, as in production. */
export type WebProcess = {
  origin: string;
  /** Resident memory in megabytes (1,000,000 bytes); null where the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
};

const LOG = '.tmp/bench/web.log';
const START_MILLISECONDS = 60_000;

/** Starts the web process on a free port, with `settings` in its environment. @throws LaunchError when it does not get ready. */
export async function startWeb(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<WebProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = openSync(LOG, 'w');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/web.ts'], {
    env: { ...environment(databaseUrl, port, origin), ...settings },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // However this process ends.
  process.once('exit', () => child.kill('SIGKILL'));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isReady(origin))) {
    if (child.exitCode === null && Date.now() < deadline) {
      await sleep(100);
      continue;
    }
    await stop();
    throw new LaunchError(`The web process did not start: see ${LOG}.`);
  }
  return { origin, memory: () => residentMegabytes(child.pid), stop };
}

async function isReady(origin: string): Promise<boolean> {
  return fetch(`${origin}/api/ready`).then(
    (response) => response.ok,
    () => false,
  );
}

/** Nothing of the developer's own settings. */
function environment(databaseUrl: string, port: number, origin: string): NodeJS.ProcessEnv {
  const secret = randomBytes(32).toString('base64');
  return {
    ...process.env,
    ...Object.fromEntries(ENV_NAMES.map((name) => [name, ''])),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    CHAT_BOT_PROCESS: 'web',
    LOG_LEVEL: 'warn',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    DEMO: '0',
    APP_URL: origin,
    NEXTAUTH_URL: origin,
    AUTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    ENCRYPTION_KEY: secret,
  };
}

function residentMegabytes(pid: number | undefined): number | null {
  if (process.platform !== 'linux') return null;
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kibibytes) * 1024) / 1_000_000;
}
