import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStamp } from './process-identity.mjs';
import { report } from './progress.ts';

/** A process to keep alive. */
export type Service = {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** How long it gets to finish its work when stopped. */
  drainMilliseconds: number;
  /** After so many crashes in a row, each soon after its start, it is given up. */
  patience: number;
  onStart(stamp: string): void;
  onGiveUp(): void;
};

/** A service that is being kept alive. */
export type Supervised = {
  /** Lets it finish its work, then ends it; returns when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
};

const STABLE_AFTER_MILLISECONDS = 30_000;

/** Runs a service with our Node and starts it again, later each time, whenever it dies. */
export function supervise(service: Service): Supervised {
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let gone: Promise<void> = Promise.resolve();

  const keepAlive = async () => {
    let crashes = 0;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      child = spawnService(service);
      const ending = endOf(child);
      gone = ending.then(() => {});
      const { how, isCrash } = await ending;
      if (stopping.signal.aborted) return;
      report(`The ${service.name} process ended (${how}): starting it again.`);
      // Killed from outside, it is simply needed again; crashing by itself time after time, it cannot work.
      crashes = isCrash ? (Date.now() - started > STABLE_AFTER_MILLISECONDS ? 1 : crashes + 1) : 0;
      if (crashes >= service.patience) return service.onGiveUp();
      const pause = crashes === 0 ? 100 : Math.min(30_000, 250 * 2 ** crashes);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = keepAlive();

  return {
    kill: () => child?.kill('SIGKILL'),
    stop: async () => {
      stopping.abort();
      child?.kill('SIGTERM');
      const timer = setTimeout(() => child?.kill('SIGKILL'), service.drainMilliseconds);
      await gone;
      await running;
      clearTimeout(timer);
    },
  };
}

function spawnService(service: Service): ChildProcess {
  // A group of its own, so that Ctrl-C at the terminal reaches the launcher only, which knows the order.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...service.args], {
    env: service.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const stamp = child.pid && processStamp(child.pid);
  if (stamp) service.onStart(stamp);
  return child;
}

function endOf(child: ChildProcess): Promise<{ how: string; isCrash: boolean }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ how: error.message, isCrash: true }));
    child.once('exit', (code, signal) =>
      resolve({ how: signal ?? `exit code ${code}`, isCrash: Boolean(code) }),
    );
  });
}
