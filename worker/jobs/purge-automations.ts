import { purgeAutomations } from '#domain/automations/purge.ts';
import type { Job } from './job.ts';

export const purgeAutomationsJob: Job = {
  name: 'purge-automations',
  cron: '52 * * * *',
  expireSeconds: 900,
  run: (db) => purgeAutomations(db),
};
