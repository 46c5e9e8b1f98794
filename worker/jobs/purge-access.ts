import { purgeAccess } from '#domain/upkeep/purge-access.ts';
import type { Job } from './job.ts';

export const purgeAccessJob: Job = {
  name: 'purge-access',
  cron: '37 * * * *',
  expireSeconds: 900,
  run: (db) => purgeAccess(db),
};
