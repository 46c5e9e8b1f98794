import { describe, expect, test } from 'vitest';
import {
  columnOf,
  kindOfFormat,
  numberText,
  plainNumber,
  unescapeXmlText,
} from '#lib/table-file/cell-value.ts';

test.each([
  ['5511912345678', '5511912345678'],
  ['5.511912345678E12', '5511912345678'],
  ['5.511912345678e+12', '5511912345678'],
  ['0.1', '0.1'],
  ['0.30000000000000004', '0.3'],
  ['1234.5600000000002', '1234.56'],
  ['-12.5', '-12.5'],
  ['1E-7', '0.0000001'],
  ['-1.25E-9', '-0.00000000125'],
  ['1E21', '1000000000000000000000'],
  ['123456789012345678901234', '123456789012346000000000'],
  ['-1.5E22', '-15000000000000000000000'],
  ['12345678901234567890', '12345678901234567000'],
  ['007', '7'],
  ['-0', '0'],
  ['', ''],
  ['abc', 'abc'],
  ['1E999', '1E999'],
])('plainNumber(%j) is %j', (text, plain) => expect(plainNumber(text)).toBe(plain));

describe('kindOfFormat', () => {
  test.each([
    [0, undefined, 'number'],
    [14, undefined, 'date'],
    [18, undefined, 'time'],
    [22, undefined, 'datetime'],
    [46, undefined, 'time'],
    [49, undefined, 'number'],
    [164, 'General', 'number'],
    [164, '0.00E+00', 'number'],
    [164, '"R$" #,##0.00', 'number'],
    [164, '[$R$-416] #,##0.00;[Red]-[$R$-416] #,##0.00', 'number'],
    [164, '0 "dias"', 'number'],
    [164, '0\\d', 'number'],
    [164, '_-* #,##0_d', 'number'],
    [164, 'dd/mm/yyyy', 'date'],
    [164, '[$-416]d \\d\\e mmmm \\d\\e yyyy;@', 'date'],
    [164, 'mmm/yy', 'date'],
    [164, 'mmmm', 'date'],
    [164, 'yyyy\\-mm\\-dd\\ hh:mm:ss', 'datetime'],
    [164, 'hh:mm', 'time'],
    [164, '[h]:mm:ss', 'time'],
    [164, 'mm:ss.0', 'time'],
    [14, '0.00', 'number'],
  ])('%s %j is a %s', (id, code, kind) => expect(kindOfFormat(id, code)).toBe(kind));
});

describe('numberText', () => {
  test.each([
    ['45322', 'date', false, '2024-01-31'],
    ['45322.6041666667', 'date', false, '2024-01-31'],
    ['45322.6041666667', 'datetime', false, '2024-01-31T14:30:00'],
    ['45322', 'datetime', false, '2024-01-31T00:00:00'],
    ['45322.9999999', 'datetime', false, '2024-02-01T00:00:00'],
    ['1', 'date', false, '1900-01-01'],
    ['59', 'date', false, '1900-02-28'],
    ['60', 'date', false, '1900-02-29'],
    ['61', 'date', false, '1900-03-01'],
    ['2958465', 'date', false, '9999-12-31'],
    ['2958466', 'date', false, '2958466'],
    ['-1', 'date', false, '-1'],
    ['0', 'date', true, '1904-01-01'],
    ['43860', 'date', true, '2024-01-31'],
    ['0.5', 'time', false, '12:00:00'],
    ['1.5', 'time', false, '36:00:00'],
    ['0.5', 'datetime', false, '12:00:00'],
    ['0', 'date', false, '0'],
    ['sometime', 'date', false, 'sometime'],
    ['45322', 'number', false, '45322'],
  ] as const)('%s as a %s (since 1904: %s) is %s', (text, kind, is1904, shown) =>
    expect(numberText(text, kind, is1904)).toBe(shown),
  );
});

test.each([
  ['A1', 0],
  ['Z9', 25],
  ['AA10', 26],
  ['XFD1048576', 16_383],
  ['XFE1', -1],
  ['AAAAAAAAAAAA1', -1],
  ['1', -1],
  ['', -1],
  ['A', -1],
  ['a1', -1],
])('columnOf(%j) is %i', (reference, column) => expect(columnOf(reference)).toBe(column));

test.each([
  ['a_x000D_\nb', 'a\r\nb'],
  ['_x005F_x000D_', '_x000D_'],
  ['_xZZZZ_', '_xZZZZ_'],
  ['_x0041', '_x0041'],
])('unescapeXmlText(%j)', (text, plain) => expect(unescapeXmlText(text)).toBe(plain));
