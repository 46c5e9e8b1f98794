import { purgeRuns } from '#domain/automations/purge-runs.ts';
import type { Job } from './job.ts';

export const purgeRunsJob: Job = {
  name: 'purge-runs',
  cron: '11 4 * * *',
  expireSeconds: 3_600,
  run: async (db) => ({ runs: await purgeRuns(db) }),
};
