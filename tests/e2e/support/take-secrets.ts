import { readFileSync } from 'node:fs';

/** The product's own keys, so that it can open what a test puts into its database, and verbs that ask `env()` can run in the test. */
export function takeSecrets(): void {
  const { ENCRYPTION_KEY, AUTH_SECRET } = JSON.parse(readFileSync('.tmp/browser-data/secrets.json', 'utf8'));
  Object.assign(process.env, { ENCRYPTION_KEY, AUTH_SECRET, DATABASE_URL: process.env.E2E_DATABASE_URL });
}
