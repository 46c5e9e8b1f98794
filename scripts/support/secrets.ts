import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Env } from '#lib/env.ts';
import { readPrivateJson, writePrivateJson } from './data-folder.ts';

/** What sessions are signed, stored tokens encrypted and webhooks recognised with. */
export type Secrets = { AUTH_SECRET: string; ENCRYPTION_KEY: string; META_VERIFY_TOKEN: string };

type Kept = Secrets & { META_APP_SECRET: string };
type Given = Pick<Env, 'DATA_DIR'> & Partial<Kept>;

const MAKERS: Record<keyof Kept, () => string> = {
  AUTH_SECRET: () => randomBytes(32).toString('base64'),
  ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
  // Copied into a form of Meta's by hand, so without letters that forms take apart.
  META_VERIFY_TOKEN: () => randomBytes(18).toString('base64url'),
  META_APP_SECRET: () => randomBytes(16).toString('hex'),
};

/** The secrets given, and for the rest ones made once and kept in the data folder. Meta's app secret only Meta can make: see `standInSecret`. */
export function secretsFor(given: Given): Secrets {
  return settle(given, ['AUTH_SECRET', 'ENCRYPTION_KEY', 'META_VERIFY_TOKEN']);
}

/** The app secret given, or one that the stand-in for Meta signs with. */
export function standInSecret(given: Given): string {
  return settle(given, ['META_APP_SECRET']).META_APP_SECRET;
}

function settle<Name extends keyof Kept>(given: Given, names: Name[]): Pick<Kept, Name> {
  const path = join(given.DATA_DIR, 'secrets.json');
  const kept = (readPrivateJson(path) ?? {}) as Partial<Kept>;
  const missing = names.filter((name) => !given[name] && !kept[name]);
  const made = Object.fromEntries(missing.map((name) => [name, MAKERS[name]()]));
  if (missing.length > 0) writePrivateJson(path, { ...kept, ...made });
  const all = { ...kept, ...made };
  return Object.fromEntries(names.map((name) => [name, given[name] || all[name]])) as Pick<Kept, Name>;
}
