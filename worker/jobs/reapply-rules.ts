import { runReapplications } from '#domain/auto-lead/run-reapply.ts';
import type { Job } from './job.ts';

export const reapplyRulesJob: Job = {
  name: 'reapply-rules',
  cron: '* * * * *',
  expireSeconds: 3_600,
  run: async (db) => ({ batches: await runReapplications(db) }),
};
