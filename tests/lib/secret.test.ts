import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { open, SealError, seal } from '#lib/secret.ts';

const key = randomBytes(32).toString('base64');

test.each(['', 'EAAG…', 'ção 🚀 \u0000', 'x'.repeat(5000)])('opens what was sealed (%#)', (plain) => {
  expect(open(seal(plain, key, 'token:1'), key, 'token:1')).toBe(plain);
});

test('the same secret never looks the same, and does not show', () => {
  const [one, other] = [seal('secret', key, 'a'), seal('secret', key, 'a')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.slice(3), 'base64url').includes('secret')).toBe(false);
});

test.each([
  ['another key', (sealed: string) => open(sealed, randomBytes(32).toString('base64'), 'a')],
  ['another purpose', (sealed: string) => open(sealed, key, 'b')],
  ['a cut secret', (sealed: string) => open(sealed.slice(0, -2), key, 'a')],
  ['nothing', () => open('', key, 'a')],
  ['another format', (sealed: string) => open(sealed.replace('v1', 'v2'), key, 'a')],
])('does not open with %s', (_, attempt) => {
  expect(() => attempt(seal('secret', key, 'a'))).toThrow(SealError);
});

test('no flipped bit goes unseen', () => {
  const bytes = Buffer.from(seal('secret', key, 'a').slice(3), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const forged = Buffer.from(bytes);
    forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => open(`v1.${forged.toString('base64url')}`, key, 'a')).toThrow(SealError);
  }
});
