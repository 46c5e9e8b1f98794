const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long a step that failed is left alone before it is tried again; after the last one its run ends. */
const WAITS_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE];

/**
 * When a step that has failed `attempts` times in a row (from 1) is tried again; null: not any more.
 *
 * @param random from 0 to 1: runs that failed together are not tried together again
 */
export function retryAt(attempts: number, now: Date, random = 0.5): Date | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (0.9 + random * 0.2));
}

/** When a run is looked at again whose transaction could not be finished at all, for whatever reason: later each time, and never given up. */
export function postponedTo(attempts: number, now: Date): Date {
  return new Date(now.getTime() + (WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1] ?? SECOND));
}
