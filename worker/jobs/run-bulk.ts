import { runBulkChanges } from '#domain/bulk/run.ts';
import type { Job } from './job.ts';

export const runBulkJob: Job = {
  name: 'run-bulk',
  cron: '* * * * *',
  expireSeconds: 3_600,
  run: async (db) => ({ batches: await runBulkChanges(db) }),
};
