import { expect, test } from 'vitest';
import { localPath } from '#lib/local-path.ts';

const origin = 'https://crm.example.com';

test.each<[unknown, string]>([
  ['/', '/'],
  ['/contacts?status=3&q=a%20b#x', '/contacts?status=3&q=a%20b#x'],
  ['/contacts/../pipeline', '/pipeline'],
  ['/a//b', '/a//b'],
  [`${origin}/pipeline`, '/pipeline'],
  [`${origin}/`, '/'],
  [origin, '/'],
  ['//evil.com', '/'],
  ['///evil.com', '/'],
  ['/\\evil.com', '/'],
  ['\\\\evil.com', '/'],
  ['/.//evil.com', '/'],
  ['/x/..//evil.com', '/'],
  ['/\t/evil.com', '/'],
  ['/\n/evil.com', '/'],
  [' //evil.com', '/'],
  ['/ /evil.com', '/'],
  ['javascript:alert(1)', '/'],
  ['JavaScript:alert(1)', '/'],
  ['data:text/html,x', '/'],
  ['https://evil.com/', '/'],
  ['https:evil.com', '/'],
  [`${origin}.evil.com/`, '/'],
  [`${origin}@evil.com/`, '/'],
  [`${origin}//evil.com`, '/'],
  ['http://crm.example.com/pipeline', '/'],
  ['https://user@crm.example.com/', '/'],
  ['contacts', '/'],
  ['?x=1', '/'],
  ['', '/'],
  ['/\u0000', '/'],
  [`/${'a'.repeat(3000)}`, '/'],
  [undefined, '/'],
  [null, '/'],
  [7, '/'],
  [['/pipeline'], '/'],
  [{ toString: () => '/pipeline' }, '/'],
])('%j leads to %s', (wanted, expected) => {
  expect(localPath(wanted, origin)).toBe(expected);
});

test('without an origin, no whole address is ours', () => {
  expect(localPath(`${origin}/pipeline`)).toBe('/');
});
