import { sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

/** The channel on which workers hear that there is something to do. */
export const WORK_CHANNEL = 'chat_bot_work';

/** The worker's jobs that people wait for. */
export const WANTED_JOBS = ['run-imports', 'run-bulk', 'find-duplicates'] as const;
export type WantedJob = (typeof WANTED_JOBS)[number];

/**
 * Wakes a worker for `job` once the caller's transaction has committed. What there is to do stands in tables of our own: should nobody hear
 * it, the job's schedule finds it within a minute.
 */
export async function wakeWorker(ctx: Ctx, job: WantedJob): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${WORK_CHANNEL}, ${job})`);
}
