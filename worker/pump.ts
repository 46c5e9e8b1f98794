import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#db/client.ts';
import type { LiveUpdate } from '#domain/events.ts';
import type { PumpName } from '#domain/jobs.ts';
import { log } from '#lib/log.ts';

/**
 * Work of which there may be some at any moment. `run` does a batch of it and says whether more may be left; any number of workers may run it at
 * once. It must come back soon after `signal` is aborted.
 */
export type Pumped = {
  name: PumpName;
  /** How often it looks by itself, should it not have been woken. */
  everySeconds: number;
  /** Which changes, told to open windows, also wake it. */
  hears?: (update: LiveUpdate) => boolean;
  /** The least time between two runs, for what is woken by every other change. */
  pauseMilliseconds?: number;
  run: (db: Db, signal: AbortSignal) => Promise<{ isMore: boolean }>;
};

export type Pump = Pick<Pumped, 'name' | 'hears'> & { wake(): void; stop(): Promise<void> };

/** After a failure: first a short wait, for a database that was started again. */
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Starts them all; each runs once now, whenever it is woken, and by its clock. */
export function startPumps(db: Db, all: readonly Pumped[]): Pump[] {
  return all.map((one) => startPump(db, one));
}

function startPump(db: Db, { name, everySeconds, hears, pauseMilliseconds = 0, run }: Pumped): Pump {
  const stopping = new AbortController();
  let isWanted = true;
  let resume = () => {};

  async function work(): Promise<void> {
    let pause = SHORTEST_PAUSE;
    while (!stopping.signal.aborted) {
      isWanted = false;
      try {
        if ((await run(db, stopping.signal)).isMore) isWanted = true;
        pause = SHORTEST_PAUSE;
      } catch (error) {
        log.error({ pump: name, error }, 'pump failed');
        await rest(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        isWanted = true;
      }
      if (pauseMilliseconds > 0)
        await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => {});
      if (!isWanted) await rest(everySeconds * 1_000);
    }
  }

  function rest(milliseconds: number): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      resume = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const working = work();
  return {
    name,
    hears,
    wake() {
      isWanted = true;
      resume();
    },
    stop() {
      stopping.abort();
      resume();
      return working;
    },
  };
}
