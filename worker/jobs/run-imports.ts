import { resolve } from 'node:path';
import { openRaw } from '#db/client.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { env } from '#lib/env.ts';
import type { Job } from './job.ts';

/** For each of the imports worked on at once: two that write or one that reads beside one that writes. */
const CONNECTIONS = 12;

const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
process.once('SIGINT', () => stopping.abort());

export const runImportsJob: Job = {
  name: 'run-imports',
  cron: '* * * * *',
  // A large file takes minutes, and others may come meanwhile; a worker that dies is noticed by its heartbeat.
  expireSeconds: 6 * 3_600,
  run: async (db) => {
    const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR } = env();
    const url = DATABASE_DIRECT_URL ?? DATABASE_URL;
    const raw = openRaw(url, { max: CONNECTIONS });
    const openLock = (onclose: () => void) => openRaw(url, { onclose });
    try {
      const folder = resolve(DATA_DIR, 'uploads');
      return { steps: await workOffImports({ db, raw, openLock, folder, signal: stopping.signal }) };
    } finally {
      await raw.end({ timeout: 1 });
    }
  },
};
