import { sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

/** The channel on which workers hear that there is something to do. */
export const WORK_CHANNEL = 'chat_bot_work';

/** The worker's jobs that people wait for. */
export const WANTED_JOBS = [
  'run-imports',
  'run-bulk',
  'find-duplicates',
  'hand-out-leads',
  'reapply-rules',
] as const;
export type WantedJob = (typeof WANTED_JOBS)[number];

/** What workers do at once and without a queue: a message should be a lead, and an answer be sent, within a second. */
export type PumpName = 'take-webhooks' | 'send-messages' | 'match-events' | 'run-automations' | 'make-calls';

/**
 * Wakes a worker for `job` once the caller's transaction has committed. What there is to do stands in tables of our own: should nobody hear
 * it, the job's schedule (a pump's own clock) finds it within a minute.
 */
export async function wakeWorker(ctx: Ctx, job: WantedJob | PumpName): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${WORK_CHANNEL}, ${job})`);
}
