import { expect, test } from 'vitest';
import { mayCall, whyNotUrl } from '#domain/calls/why-not-url.ts';

test.each([
  ['https://hooks.example.com/a?b=c', null],
  ['http://8.8.8.8:8080/', null],
  ['https://[2606:4700:4700::1111]/', null],
  ['http://127.1', 'private'],
  ['http://0x7f.1', 'private'],
  ['http://2130706433', 'private'],
  ['http://017700000001', 'private'],
  ['http://127.0.0.1.', 'private'],
  ['http://①②⑦.0.0.1', 'private'],
  ['http://[::1]/', 'private'],
  ['http://[::ffff:127.0.0.1]', 'private'],
  ['http://[::ffff:7f00:1]', 'private'],
  ['http://[64:ff9b::10.0.0.1]', 'private'],
  ['http://169.254.169.254/latest/meta-data', 'private'],
  ['http://10.0.0.8', 'private'],
  ['http://localhost:3000', 'private'],
  ['http://LOCALHOST.', 'private'],
  ['http://db.localhost', 'private'],
  ['http://metadata.google.internal', 'private'],
  ['http://printer', 'private'],
  ['http://nas.lan/x', 'private'],
  ['https://user:pass@example.com', 'credentials'],
  ['https://user@example.com', 'credentials'],
  ['file:///etc/passwd', 'not_an_address'],
  ['gopher://example.com', 'not_an_address'],
  ['javascript:alert(1)', 'not_an_address'],
  ['//example.com', 'not_an_address'],
  ['example.com', 'not_an_address'],
  ['http://', 'not_an_address'],
  ['', 'not_an_address'],
  [`https://example.com/${'x'.repeat(2_000)}`, 'too_long'],
])('%s: %s', (url, problem) => expect(whyNotUrl(url, false)).toBe(problem));

test.each([
  ['http://127.0.0.1:8080', null],
  ['http://printer', null],
  ['http://169.254.169.254/', 'private'],
  ['http://[::ffff:169.254.169.254]/', 'private'],
  ['https://user:pass@printer', 'credentials'],
])('inside one’s own network, where that is allowed, %s: %s', (url, problem) =>
  expect(whyNotUrl(url, true)).toBe(problem),
);

test.each([
  ['8.8.8.8', false, true],
  ['10.0.0.1', false, false],
  ['10.0.0.1', true, true],
  ['169.254.169.254', true, false],
])('%s may be called (own network: %s): %s', (address, isFine, may) =>
  expect(mayCall(address, isFine)).toBe(may),
);
