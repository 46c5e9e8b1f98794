import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { secretsFor, standInSecret } from '#scripts/support/secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('secrets are made once and kept where only this user can read them', () => {
  const DATA_DIR = temporaryFolder();
  const made = secretsFor({ DATA_DIR });
  expect(Buffer.from(made.AUTH_SECRET, 'base64')).toHaveLength(32);
  expect(Buffer.from(made.ENCRYPTION_KEY, 'base64')).toHaveLength(32);
  expect(made.AUTH_SECRET).not.toBe(made.ENCRYPTION_KEY);
  expect(secretsFor({ DATA_DIR })).toEqual(made);
  expect(made.META_VERIFY_TOKEN).toMatch(/^[\w-]{24}$/);
  expect(made).not.toHaveProperty('META_APP_SECRET');
  expect(statSync(join(DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('secrets that are given win, and do not replace the kept ones', () => {
  const DATA_DIR = temporaryFolder();
  const made = secretsFor({ DATA_DIR });
  expect(secretsFor({ DATA_DIR, AUTH_SECRET: 'given' })).toEqual({ ...made, AUTH_SECRET: 'given' });
  expect(secretsFor({ DATA_DIR })).toEqual(made);
});

test('the stand-in signs with the app secret given, or with one of its own that stays', () => {
  const DATA_DIR = temporaryFolder();
  const made = standInSecret({ DATA_DIR });
  expect(made).toMatch(/^[0-9a-f]{32}$/);
  expect(standInSecret({ DATA_DIR })).toBe(made);
  expect(standInSecret({ DATA_DIR, META_APP_SECRET: 'de verdade' })).toBe('de verdade');
});

test('a folder from before webhooks gets what is new and keeps the rest', () => {
  const DATA_DIR = temporaryFolder();
  writeFileSync(join(DATA_DIR, 'secrets.json'), JSON.stringify({ AUTH_SECRET: 'a', ENCRYPTION_KEY: 'b' }));
  expect(secretsFor({ DATA_DIR })).toMatchObject({ AUTH_SECRET: 'a', ENCRYPTION_KEY: 'b' });
  expect(secretsFor({ DATA_DIR }).META_VERIFY_TOKEN).toBe(secretsFor({ DATA_DIR }).META_VERIFY_TOKEN);
});
