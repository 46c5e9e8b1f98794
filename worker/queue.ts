import { PgBoss } from 'pg-boss';
import type { Db } from '#db/client.ts';
import { patiently } from '#domain/patience.ts';
import { log } from '#lib/log.ts';
import type { Job } from './jobs/job.ts';

/** A worker that dies is noticed after this long, and its jobs run again elsewhere. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISION_SECONDS = 5;
const POLL_SECONDS = 2;

/**
 * Starts working off the queue of the database at `url`; jobs do their work through `db`. Queues and schedules become what `jobs` says, and each
 * is run once now. Any number of workers may do this at once. A database that is away is waited for (`patiently`).
 */
export async function startQueue(url: string, db: Db, jobs: Job[]): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    max: 4,
    migrate: false,
    superviseIntervalSeconds: SUPERVISION_SECONDS,
    monitorIntervalSeconds: SUPERVISION_SECONDS,
  });
  boss.on('error', (error) => log.error({ error }, 'queue failed'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'queue warns'));
  await patiently(() => boss.start());
  for (const job of jobs) await patiently(() => prepare(boss, job));
  await patiently(() => forgetOthers(boss, jobs));
  for (const job of jobs) {
    await patiently(() => boss.send(job.name));
    const options = { pollingIntervalSeconds: POLL_SECONDS };
    await patiently(() => boss.work(job.name, options, () => perform(job, db)));
  }
  return boss;
}

/** `stately`: at most one waiting and one running of each, however many workers and schedules ask. */
async function prepare(boss: PgBoss, { name, cron, expireSeconds }: Job): Promise<void> {
  const options = {
    expireInSeconds: expireSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
  };
  await boss.createQueue(name, { ...options, policy: 'stately' });
  await boss.updateQueue(name, options);
  await boss.schedule(name, cron);
}

/** A schedule taken out of the list ends with the old version. */
async function forgetOthers(boss: PgBoss, jobs: Job[]): Promise<void> {
  const known = new Set(jobs.map((job) => job.name));
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
}

async function perform(job: Job, db: Db): Promise<void> {
  const started = performance.now();
  try {
    const counts = await job.run(db);
    // Most run by the minute and find nothing to do: what was done must not drown in that.
    const level = Object.values(counts).some((count) => count !== 0) ? 'info' : 'debug';
    log[level](
      { job: job.name, ...counts, milliseconds: Math.round(performance.now() - started) },
      'job done',
    );
  } catch (error) {
    log.error({ job: job.name, error }, 'job failed');
    throw error;
  }
}
