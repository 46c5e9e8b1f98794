import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPrivateJson, writePrivateJson } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';
import { withLock } from './lock.mjs';
import { isRunning, processStamp } from './process-identity.mjs';

type Processes = {
  launcher?: string;
  web?: string;
  worker?: string;
  standIn?: string;
  /** Where the stand-in for Meta answers. */
  standInUrl?: string;
  isStopping?: boolean;
};

/** Which processes serve a port from a data folder, kept on disk so that the next start can tidy up after a kill. */
export type RunRecord = { set(change: Partial<Processes>): void };

const PATIENCE_MILLISECONDS = 2000;
const LONGEST_STOP_MILLISECONDS = 60_000;

/**
 * Takes over a port's record: stops what a killed launcher left running, which is provably ours.
 *
 * @throws LaunchError when the product already runs there
 */
export async function takeOver(dataDir: string, port: number): Promise<RunRecord> {
  const path = join(dataDir, 'run', `${port}.json`);
  let processes: Processes = { launcher: processStamp(process.pid) };
  // Two starts at once: the second must see the first.
  await withLock(`${path}.lock`, async () => {
    await waitForLauncher(path, port);
    const { web, worker, standIn } = read(path);
    await Promise.all([web, worker, standIn].map((stamp) => stopOrphan(stamp)));
    writePrivateJson(path, processes);
  });
  return {
    set: (change) => {
      processes = { ...processes, ...change };
      writePrivateJson(path, processes);
    },
  };
}

/** Where the stand-in for Meta answers that runs beside the product on a port, or else on any; undefined where none runs. */
export function findStandIn(dataDir: string, port: number): string | undefined {
  const folder = join(dataDir, 'run');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.json$/.test(name)) : [];
  const own = `${port}.json`;
  const running = names
    .toSorted((a, b) => Number(b === own) - Number(a === own))
    .map((name) => read(join(folder, name)))
    .find(({ standIn, standInUrl }) => standIn && standInUrl && isRunning(standIn));
  return running?.standInUrl;
}

/** A launcher that is just stopping, or about to notice that its npm was killed, is waited for. */
async function waitForLauncher(path: string, port: number): Promise<void> {
  const started = Date.now();
  for (;;) {
    const { launcher, isStopping } = read(path);
    if (!launcher || !isRunning(launcher)) return;
    const patience = isStopping ? LONGEST_STOP_MILLISECONDS : PATIENCE_MILLISECONDS;
    if (Date.now() - started > patience) {
      const pid = Number.parseInt(launcher, 10);
      throw new LaunchError(`Port ${port} is taken: the product already runs there (process ${pid}).`);
    }
    await sleep(100);
  }
}

async function stopOrphan(stamp: string | undefined): Promise<void> {
  if (!stamp) return;
  const pid = Number.parseInt(stamp, 10);
  for (const [signal, seconds] of [['SIGTERM', 15] as const, ['SIGKILL', 5] as const]) {
    if (!isRunning(stamp)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < seconds * 1000 && isRunning(stamp); waited += 50) await sleep(50);
  }
}

function read(path: string): Processes {
  return (readPrivateJson(path) ?? {}) as Processes;
}
