import { resolve } from 'node:path';
import { purgeImports } from '#domain/upkeep/purge-imports.ts';
import { env } from '#lib/env.ts';
import type { Job } from './job.ts';

export const purgeImportsJob: Job = {
  name: 'purge-imports',
  cron: '47 * * * *',
  expireSeconds: 3_600,
  run: (db) => purgeImports(db, resolve(env().DATA_DIR, 'uploads')),
};
