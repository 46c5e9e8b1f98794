import { expect, test } from 'vitest';
import { hashPassword, NOBODYS_HASH, verifyPassword } from '#domain/sessions/password.ts';

test('a password opens its own hash only, and never the stand-in', async () => {
  const stored = await hashPassword('segredo-bom');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, 'segredo-bom')).toBe(true);
  expect(await verifyPassword(stored, 'segredo-mau')).toBe(false);
  expect(await verifyPassword(null, 'segredo-bom')).toBe(false);
  expect(await verifyPassword(NOBODYS_HASH, 'segredo-bom')).toBe(false);
});

test('ç typed as one letter or as two is the same password', async () => {
  const stored = await hashPassword('coração'.normalize('NFC'));
  expect(await verifyPassword(stored, 'coração'.normalize('NFD'))).toBe(true);
});
