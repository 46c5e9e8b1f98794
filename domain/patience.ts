import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '#db/errors.ts';
import { log } from '#lib/log.ts';

/** A database that is being started, moved or mended; after that something else is wrong, and whoever watches over the worker should see it end. */
const PATIENCE_MS = 15 * 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** What `pg` says without a code when a connection breaks or does not come about. */
const BROKEN = /^(Connection terminated|timeout expired|Client has encountered a connection error)/;

/** Does `work`, again and later each time while the database is away, for a quarter of an hour at most; it must do no harm begun twice. */
export async function patiently<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || Date.now() >= until) throw error;
      if (tried === 1) log.warn({ error }, 'the database is away: the worker waits for it');
      await sleep(Math.min(FIRST_PAUSE_MS * 2 ** (tried - 1), LONGEST_PAUSE_MS));
    }
  }
}

function isAway(error: unknown): boolean {
  return isDatabaseAway(error) || (error instanceof Error && BROKEN.test(error.message));
}
