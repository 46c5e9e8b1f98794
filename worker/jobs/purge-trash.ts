import { purgeBulkTargets } from '#domain/upkeep/purge-bulk-targets.ts';
import { purgeTrash } from '#domain/upkeep/purge-trash.ts';
import type { Job } from './job.ts';

export const purgeTrashJob: Job = {
  name: 'purge-trash',
  cron: '17 * * * *',
  expireSeconds: 900,
  run: async (db) => ({ contacts: await purgeTrash(db), bulkTargets: await purgeBulkTargets(db) }),
};
