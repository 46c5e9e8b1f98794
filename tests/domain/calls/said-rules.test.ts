import { expect, test } from 'vitest';
import { keptText } from '#domain/calls/said-rules.ts';

test.each([
  ['olá\tmundo\r\n2', 100, 'olá\tmundo\n2'],
  ['a\0b\u001b[31mc\u007f\u0085d', 100, 'ab[31mcd'],
  ['\u202egnp.exe\u2066', 100, 'gnp.exe'],
  ['x'.repeat(30), 10, 'x'.repeat(10)],
  ['123456789👋', 10, '123456789'],
  ['a\ud800b', 10, 'a\ufffdb'],
  [`${'\0'.repeat(50)}b`, 10, 'b'],
])('of %j at most %i are kept: %j', (said, max, kept) => expect(keptText(said, max)).toBe(kept));
