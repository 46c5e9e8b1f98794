import { measureStatusPaces } from '#domain/statuses/measure-pace.ts';
import type { Job } from './job.ts';

export const measurePacesJob: Job = {
  name: 'measure-paces',
  cron: '*/10 * * * *',
  expireSeconds: 300,
  run: async (db) => ({ statuses: await measureStatusPaces(db) }),
};
