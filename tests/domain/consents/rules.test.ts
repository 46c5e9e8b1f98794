import { expect, test } from 'vitest';
import { isLocalTime, purposeCode, sourceCode } from '#domain/consents/rules.ts';

test.each<[string, boolean]>([
  ['2026-05-20T09:30', true],
  ['1900-01-01T00:00', true],
  ['2024-02-29T23:59', true],
  ['2026-02-29T09:30', false],
  ['2026-13-01T09:30', false],
  ['2026-05-20T24:00', false],
  ['2026-05-20', false],
  ['2026-05-20T09:30:00', false],
  ['0002-05-20T09:30', false],
  ['', false],
])('%s on a clock: %s', (typed, isOne) => expect(isLocalTime(typed)).toBe(isOne));

test('codes of the closed lists are told from own words', () => {
  expect(purposeCode('marketing')).toBe('marketing');
  expect(purposeCode('Convite para a festa')).toBeNull();
  expect(sourceCode('paper')).toBe('paper');
  expect(sourceCode('__proto__')).toBeNull();
});
