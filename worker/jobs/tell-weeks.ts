import { tellWeeks } from '#domain/summaries/tell-weeks.ts';
import { writeWeek } from '../words/week.ts';
import type { Job } from './job.ts';

export const tellWeeksJob: Job = {
  name: 'tell-weeks',
  // Mornings come at every quarter of an hour somewhere.
  cron: '*/5 * * * *',
  expireSeconds: 900,
  run: async (db) => ({ told: await tellWeeks(db, writeWeek) }),
};
