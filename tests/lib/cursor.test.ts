import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CursorKind, decodeCursor, encodeCursor } from '#lib/cursor.ts';

const at = '2026-10-09T12:34:56.789Z';
const raw = (json: string) => Buffer.from(json).toString('base64url');

test.each<[CursorKind[], (string | number | null)[]]>([
  [
    ['date', 'string'],
    [at, 'b7c1'],
  ],
  [['number'], [42]],
  [
    ['string', 'number'],
    ['João “Zé” \u{1f525}', -1],
  ],
  [
    ['date?', 'number'],
    [null, 7],
  ],
  [
    ['date?', 'number?', 'string?'],
    [at, 0, ''],
  ],
  [[], []],
])('%j comes back as it went in', (shape, values) => {
  const cursor = encodeCursor(values);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(decodeCursor(cursor, shape)).toEqual(values);
});

test('a long name fits, and what does not is an error where it is made', () => {
  const name = '\u{1f525}'.repeat(120);
  expect(decodeCursor(encodeCursor([name, at]), ['string', 'date'])).toEqual([name, at]);
  expect(() => encodeCursor(['a'.repeat(2_000)])).toThrow(RangeError);
});

describe('decodeCursor refuses', () => {
  test.each<[string, unknown, CursorKind[]]>([
    ['nothing', undefined, ['string']],
    ['empty text', '', ['string']],
    ['a list', [raw('["a"]')], ['string']],
    ['a number', 1, ['number']],
    ['no base64url', '["a"]', ['string']],
    ['padding', `${raw('["a"]')}==`, ['string']],
    ['no JSON', raw('["a"'), ['string']],
    ['an object', raw('{"0":"a","length":1}'), ['string']],
    ['too few values', raw('["a"]'), ['string', 'string']],
    ['too many values', raw('["a","b"]'), ['string']],
    ['another type', raw('["1"]'), ['number']],
    ['a year that Postgres has not', raw('["0000-01-01T00:00:00.000Z"]'), ['date']],
    ['text for a number', raw('[1]'), ['string']],
    ['null where it cannot be', raw('[null]'), ['string']],
    ['a fraction', raw('[1.5]'), ['number']],
    ['an infinite number', raw('[1e309]'), ['number']],
    ['an unsafe number', raw('[9007199254740993]'), ['number']],
    ['NUL', raw('["a\\u0000"]'), ['string']],
    ['a lone surrogate', raw('["\\ud800"]'), ['string']],
    ['a nested list', raw('[["a"]]'), ['string']],
    ['no date', raw('["yesterday"]'), ['date']],
    ['a day only', raw('["2026-10-09"]'), ['date']],
    ['an impossible date', raw('["2026-13-09T00:00:00Z"]'), ['date']],
    ['31 February', raw('["2026-02-31T00:00:00Z"]'), ['date']],
    ['24 o’clock', raw('["2026-02-28T24:00:00Z"]'), ['date']],
    ['a date in another zone', raw('["2026-10-09T00:00:00+03:00"]'), ['date']],
    ['SQL', raw('["2026-10-09T00:00:00Z\' or 1=1"]'), ['date']],
    ['too much', raw(`["${'a'.repeat(2_000)}"]`), ['string']],
  ])('%s', (_name, input, shape) => {
    expect(decodeCursor(input, shape)).toBeNull();
  });

  test('any garbage without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.base64String(), fc.json().map(raw)), (input) => {
        const values = decodeCursor(input, ['date', 'number']);
        if (values) expect(values).toHaveLength(2);
      }),
      { numRuns: 2000 },
    );
  });
});
