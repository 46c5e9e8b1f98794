import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Env } from '#lib/env.ts';
import { readPrivateJson, writePrivateJson } from './data-folder.ts';

/** What sessions are signed and stored tokens encrypted with. */
export type Secrets = { AUTH_SECRET: string; ENCRYPTION_KEY: string };

/** The secrets given, and for the rest ones made once and kept in the data folder. */
export function secretsFor(env: Pick<Env, 'DATA_DIR' | 'AUTH_SECRET' | 'ENCRYPTION_KEY'>): Secrets {
  const path = join(env.DATA_DIR, 'secrets.json');
  const kept = readPrivateJson(path) as Partial<Secrets> | undefined;
  const made = {
    AUTH_SECRET: kept?.AUTH_SECRET ?? randomBytes(32).toString('base64'),
    ENCRYPTION_KEY: kept?.ENCRYPTION_KEY ?? randomBytes(32).toString('base64'),
  };
  const isNeeded = !env.AUTH_SECRET || !env.ENCRYPTION_KEY;
  if (isNeeded && (!kept?.AUTH_SECRET || !kept.ENCRYPTION_KEY)) writePrivateJson(path, made);
  return {
    AUTH_SECRET: env.AUTH_SECRET ?? made.AUTH_SECRET,
    ENCRYPTION_KEY: env.ENCRYPTION_KEY ?? made.ENCRYPTION_KEY,
  };
}
