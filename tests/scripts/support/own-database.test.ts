import { expect, test } from 'vitest';
import { checkOwnDatabase, checkVersion } from '#scripts/support/own-database.ts';
import { createTestDatabase } from '../../support/database.ts';

test.each([
  [90_624, '9'],
  [140_011, '14'],
])('server version %i is too old', (version, major) => {
  expect(() => checkVersion(version)).toThrow(
    `DATABASE_URL: that is PostgreSQL ${major}; version 15 or newer is needed.`,
  );
});

test.each([150_000, 160_004, 180_000])('server version %i will do', (version) => {
  expect(() => checkVersion(version)).not.toThrow();
});

test('each way a database cannot be used has its own line', async () => {
  const { url, drop } = await createTestDatabase();
  await expect(checkOwnDatabase(url)).resolves.toBeUndefined();
  const change = (part: Partial<URL>) => checkOwnDatabase(Object.assign(new URL(url), part).href);
  await expect(change({ password: 'wrong' })).rejects.toThrow(
    /the password of user "postgres" was refused\.$/,
  );
  await expect(change({ pathname: '/nope' })).rejects.toThrow(/there is no database "nope"\.$/);
  await expect(change({ port: '1' })).rejects.toThrow(/nothing answers at 127\.0\.0\.1:1\.$/);
  await expect(change({ hostname: 'nowhere.invalid' })).rejects.toThrow(
    /the host "nowhere\.invalid" is not known\.$/,
  );
  await drop();
});
