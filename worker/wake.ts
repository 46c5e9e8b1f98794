import type { PgBoss } from 'pg-boss';
import { openRaw } from '#db/client.ts';
import { LIVE_CHANNEL, type LiveUpdate } from '#domain/events.ts';
import { WANTED_JOBS, WORK_CHANNEL } from '#domain/jobs.ts';
import { log } from '#lib/log.ts';
import type { Pump } from './pump.ts';

/**
 * Hears, on a connection of its own to the database at `url`, which jobs are wanted, and puts them into the queue at once, and wakes the
 * pumps, also those that listen to what open windows are told. Returns the way to stop listening.
 */
export async function listenForWork(url: string, boss: PgBoss, pumps: Pump[]): Promise<() => Promise<void>> {
  const client = openRaw(url);
  const want = (name: string) => {
    pumps.find((pump) => pump.name === name)?.wake();
    if (!WANTED_JOBS.some((job) => job === name)) return;
    boss.send(name).catch((error: unknown) => log.warn({ job: name, error }, 'could not be woken'));
  };
  const tellPumps = (payload: string) => {
    const update: LiveUpdate = JSON.parse(payload);
    for (const pump of pumps) if (pump.hears?.(update)) pump.wake();
  };
  try {
    await client.listen(LIVE_CHANNEL, tellPumps);
    // Also after a lost connection, when something may have been missed.
    await client.listen(WORK_CHANNEL, want, () =>
      [...WANTED_JOBS, ...pumps.map(({ name }) => name)].forEach(want),
    );
  } catch (error) {
    // Whoever tries again opens another one.
    await client.end({ timeout: 0 });
    throw error;
  }
  return () => client.end({ timeout: 1 });
}
