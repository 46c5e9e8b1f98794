import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import type { Job } from './job.ts';

export const keepStatusDaysJob: Job = {
  name: 'keep-status-days',
  cron: '*/10 * * * *',
  // The first time it counts all there has been.
  expireSeconds: 900,
  run: async (db) => ({ days: await keepStatusDays(db) }),
};
