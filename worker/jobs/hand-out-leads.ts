import { handOutLeads } from '#domain/auto-lead/hand-out.ts';
import type { Job } from './job.ts';

export const handOutLeadsJob: Job = {
  name: 'hand-out-leads',
  cron: '* * * * *',
  expireSeconds: 300,
  run: async (db) => ({ leads: await handOutLeads(db) }),
};
