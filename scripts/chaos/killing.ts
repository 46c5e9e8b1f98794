import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from '../support/launch-error.ts';
import { report } from '../support/progress.ts';
import type { Product } from './product.ts';
import { findVictims, kill, pickVictim } from './victims.ts';

/** Between two kills the product gets so long, more or less, to come back and go on. */
const PAUSE_MILLISECONDS = { least: 500, more: 5_000 };
const LONGEST_WORK_MILLISECONDS = 3_600_000;

export type Outcome = { kills: Record<string, number>; complaints: string[] };

/** Kills one process after the other, each the first `kills` times, until `signal` says that the work is over; who was killed how often. */
export async function killAtRandom(
  product: Product,
  kills: number,
  signal: AbortSignal,
  wait: { least: number; more: number } = PAUSE_MILLISECONDS,
): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  for (let count = 0; count < kills && !signal.aborted; ) {
    const pause = wait.least + Math.random() * wait.more;
    await sleep(pause, undefined, { signal }).catch(() => {});
    if (signal.aborted) break;
    const victim = pickVictim(await findVictims(product.url, product.stamps));
    if (!victim || !kill(victim)) continue;
    count += 1;
    killed[victim.name] = (killed[victim.name] ?? 0) + 1;
    report(`  ${count}: ${victim.name} killed`);
  }
  return killed;
}

/** Does it again until the database answers. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + LONGEST_WORK_MILLISECONDS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LaunchError || Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
