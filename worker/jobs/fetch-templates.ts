import { fetchWantedTemplates } from '#domain/whatsapp/wanted-templates.ts';
import type { Job } from './job.ts';

export const fetchTemplatesJob: Job = {
  name: 'fetch-templates',
  cron: '* * * * *',
  expireSeconds: 300,
  run: fetchWantedTemplates,
};
