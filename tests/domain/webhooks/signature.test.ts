import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { challengeOf, isSigned } from '#domain/webhooks/signature.ts';

const SECRET = 'a3f1c0ffee5eed00a3f1c0ffee5eed00';
const sign = (body: string | Uint8Array, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** As Meta sends it: what is not ASCII escaped. */
const ESCAPED = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"7","changes":[{"field":"messages","value":{"contacts":[{"profile":{"name":"J\u00falia \ud83d\ude00"},"wa_id":"5511955554444"}],"messages":[{"from":"5511955554444","id":"wamid.S","timestamp":"1790000000","type":"text","text":{"body":"Ol\u00e1 a/b <x> 100%"}}]}}]}]}`;

test.each([
  ['plain', '{"object":"whatsapp_business_account","entry":[]}', null, true],
  ['escaped letters, as Meta sends them', ESCAPED, null, true],
  ['escaped slashes', ESCAPED.replace('a/b', 'a\\/b'), null, true],
  ['an empty body', '', null, true],
  ['capital hexadecimal', ESCAPED, `sha256=${sign(ESCAPED).slice(7).toUpperCase()}`, true],
  ['written again: the same JSON in other bytes', JSON.stringify(JSON.parse(ESCAPED)), sign(ESCAPED), false],
  ['written again with spaces', JSON.stringify(JSON.parse(ESCAPED), null, 1), sign(ESCAPED), false],
  ['another secret', ESCAPED, sign(ESCAPED, 'other'), false],
  ['no prefix', ESCAPED, sign(ESCAPED).slice(7), false],
  ['another algorithm', ESCAPED, sign(ESCAPED).replace('sha256=', 'sha1='), false],
  ['nothing', ESCAPED, '', false],
  ['a short one', ESCAPED, 'sha256=abc', false],
  ['a long one', ESCAPED, `${sign(ESCAPED)}00`, false],
  ['no hexadecimal', ESCAPED, `sha256=${'z'.repeat(64)}`, false],
  ['letters that look like digits', ESCAPED, `sha256=${'０'.repeat(64)}`, false],
  ['one more byte', `${ESCAPED}\n`, sign(ESCAPED), false],
])('signature: %s', (_what, body, header, isValid) => {
  expect(isSigned(Buffer.from(body), header ?? sign(body), SECRET)).toBe(isValid);
});

test('no header, and no secret of ours, is no signature', () => {
  expect(isSigned(Buffer.from('x'), null, SECRET)).toBe(false);
  expect(isSigned(Buffer.from('x'), sign('x', ''), '')).toBe(false);
});

test('of 10,000 forgeries of one bit each, in the body or in the signature, none is taken', () => {
  const body = Buffer.from(ESCAPED);
  const header = sign(body);
  const bits = { minLength: 10_000, maxLength: 10_000 };
  const [forged] = fc.sample(fc.array(fc.nat(body.length * 8 + 64 * 4 - 1), bits), { numRuns: 1, seed: 7 });
  let taken = 0;
  for (const bit of forged ?? []) {
    const copy = Buffer.from(body);
    if (bit < body.length * 8) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const at = bit - body.length * 8;
    const told = at < 0 ? header : flip(header, 7 + (at >> 2), at & 3);
    if (isSigned(copy, told, SECRET)) taken++;
  }
  expect(forged).toHaveLength(10_000);
  expect(taken).toBe(0);
  expect(isSigned(body, header, SECRET)).toBe(true);
});

function flip(header: string, place: number, bit: number): string {
  const digit = (Number.parseInt(header[place] ?? '0', 16) ^ (1 << bit)).toString(16);
  return header.slice(0, place) + digit + header.slice(place + 1);
}

test.each([
  ['hub.mode=subscribe&hub.verify_token=chave&hub.challenge=778899', '778899'],
  ['hub.mode=subscribe&hub.verify_token=errada&hub.challenge=778899', null],
  ['hub.mode=subscribe&hub.verify_token=chav&hub.challenge=778899', null],
  ['hub.mode=subscribe&hub.verify_token=&hub.challenge=778899', null],
  ['hub.mode=unsubscribe&hub.verify_token=chave&hub.challenge=778899', null],
  ['hub.mode=subscribe&hub.challenge=778899', null],
  ['hub.mode=subscribe&hub.verify_token=chave', null],
  ['', null],
])('verification: %s', (query, challenge) => {
  expect(challengeOf(new URLSearchParams(query), 'chave')).toBe(challenge);
  expect(challengeOf(new URLSearchParams(query), undefined)).toBeNull();
});
