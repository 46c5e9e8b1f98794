import { keepReportDays } from '#domain/reports/kept/keep.ts';
import type { Job } from './job.ts';

/** Within a minute's time: the next run goes on. */
const SECONDS = 50;

export const keepReportDaysJob: Job = {
  name: 'keep-report-days',
  cron: '* * * * *',
  expireSeconds: 120,
  run: async (db) => ({ days: await keepReportDays(db, new Date(Date.now() + SECONDS * 1_000)) }),
};
