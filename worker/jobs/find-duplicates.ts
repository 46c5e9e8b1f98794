import { findDuplicatePairs } from '#domain/duplicates/scan.ts';
import type { Job } from './job.ts';

export const findDuplicatesJob: Job = {
  name: 'find-duplicates',
  cron: '* * * * *',
  expireSeconds: 1_800,
  run: (db) => findDuplicatePairs(db),
};
