import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { secretsFor } from '#scripts/support/secrets.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('secrets are made once and kept where only this user can read them', () => {
  const DATA_DIR = temporaryFolder();
  const made = secretsFor({ DATA_DIR });
  expect(Buffer.from(made.AUTH_SECRET, 'base64')).toHaveLength(32);
  expect(Buffer.from(made.ENCRYPTION_KEY, 'base64')).toHaveLength(32);
  expect(made.AUTH_SECRET).not.toBe(made.ENCRYPTION_KEY);
  expect(secretsFor({ DATA_DIR })).toEqual(made);
  expect(statSync(join(DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('secrets that are given win, and do not replace the kept ones', () => {
  const DATA_DIR = temporaryFolder();
  const made = secretsFor({ DATA_DIR });
  expect(secretsFor({ DATA_DIR, AUTH_SECRET: 'given' })).toEqual({ ...made, AUTH_SECRET: 'given' });
  expect(secretsFor({ DATA_DIR })).toEqual(made);
});
