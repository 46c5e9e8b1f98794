import { purgeNotices } from '#domain/upkeep/purge-notices.ts';
import type { Job } from './job.ts';

export const purgeNoticesJob: Job = {
  name: 'purge-notices',
  cron: '23 * * * *',
  expireSeconds: 900,
  run: (db) => purgeNotices(db),
};
