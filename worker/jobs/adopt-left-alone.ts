import { adoptLeftAlone } from '#domain/upkeep/adopt-left-alone.ts';
import type { Job } from './job.ts';

export const adoptLeftAloneJob: Job = {
  name: 'adopt-left-alone',
  cron: '41 5 * * *',
  expireSeconds: 3_600,
  run: async (db) => ({ conversations: await adoptLeftAlone(db) }),
};
