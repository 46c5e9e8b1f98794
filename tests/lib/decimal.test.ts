import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, isDecimal, parseDecimal } from '#lib/decimal.ts';

describe('parseDecimal', () => {
  test.each([
    ['1.234,56', ',', 1234.56],
    ['1,234.56', ',', 1234.56],
    ['1.234,56', '.', 1234.56],
    ['1,234.56', '.', 1234.56],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1,234', ',', 1.234],
    ['1,234', '.', 1234],
    ['1234.5', ',', 1234.5],
    ['12.34', ',', 12.34],
    ['0.123', ',', 0.123],
    ['1.234.567', ',', 1234567],
    ['1,234,567', ',', 1234567],
    ['1.234.567,8', '.', 1234567.8],
    ['1 234,5', ',', 1234.5],
    ['1\u00a0234\u202f567', ',', 1234567],
    ["1'234.5", '.', 1234.5],
    ['-3', ',', -3],
    ['- 3,5', ',', -3.5],
    ['\u22123', ',', -3],
    ['+3', ',', 3],
    ['-0', ',', 0],
    ['007', ',', 7],
    [',5', ',', 0.5],
    ['R$ 1.500,00', ',', 1500],
    ['-R$ 10', ',', -10],
    ['US$ 2,000.50', '.', 2000.5],
    ['€10', ',', 10],
    ['999999999999', ',', 999999999999],
    ['0,000001', ',', 0.000001],
    ['0,5000000000', ',', 0.5],
  ] as const)('%s (decimals after "%s") is %s', (text, sign, value) => {
    expect(parseDecimal(text, sign)).toBe(value);
  });

  test.each([
    '',
    'dez',
    '1,2,3',
    '1.2.3',
    '1.234.56',
    '12.34,56',
    '1,23.456,7',
    '1e5',
    '0x10',
    '10%',
    'NaN',
    'Infinity',
    '10 20',
    '1 23',
    '--1',
    '.',
    ',',
    '1000000000000',
    '1e309',
    '0,0000001',
    '999999999999,9999',
    '١٢',
    '12abc',
  ])('%s is no number', (text) => {
    expect(parseDecimal(text, ',')).toBeNull();
    if (!/^[\d.,]+$/.test(text)) expect(parseDecimal(text, '.')).toBeNull();
  });
});

test('what is shown is read back, exactly, in every language', () => {
  const whole = fc.integer({ min: -999_999_999, max: 999_999_999 });
  const places = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(
      whole,
      places,
      fc.constantFrom('pt-BR', 'en', 'es'),
      fc.boolean(),
      (n, p, locale, grouped) => {
        const value = Number(`${n}e-${p}`);
        const sign = locale === 'en' ? '.' : ',';
        expect(parseDecimal(formatDecimal(value, locale, grouped), sign)).toBe(value === 0 ? 0 : value);
      },
    ),
  );
});

test.each([
  [0, true],
  [1.5, true],
  [-12.000001, true],
  [1e12, false],
  [1e-7, false],
  [0.1 + 0.2, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
  [2 ** 53 + 2, false],
])('%s as a number: %s', (value, isFine) => {
  expect(isDecimal(value)).toBe(isFine);
});
