import { purgeWebhooks } from '#domain/upkeep/purge-webhooks.ts';
import type { Job } from './job.ts';

export const purgeWebhooksJob: Job = {
  name: 'purge-webhooks',
  cron: '47 * * * *',
  expireSeconds: 900,
  run: (db) => purgeWebhooks(db),
};
