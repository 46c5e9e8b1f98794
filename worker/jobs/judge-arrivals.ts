import { judgeAllArrivals } from '#domain/conversations/judge-all-arrivals.ts';
import type { Job } from './job.ts';

export const judgeArrivalsJob: Job = {
  name: 'judge-arrivals',
  cron: '* * * * *',
  expireSeconds: 3_600,
  run: async (db) => ({ contacts: await judgeAllArrivals(db) }),
};
