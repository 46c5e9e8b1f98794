import { syncAllTemplates } from '#domain/whatsapp/sync-templates.ts';
import type { Job } from './job.ts';

export const syncTemplatesJob: Job = {
  name: 'sync-templates',
  cron: '23 * * * *',
  expireSeconds: 900,
  run: syncAllTemplates,
};
