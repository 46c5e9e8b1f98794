import { expect, it } from 'vitest';
import { dayIn, idIn } from '#lib/query.ts';

it.each([
  ['1', 1],
  ['9007199254740991', 9_007_199_254_740_991],
  ['9007199254740992', null],
  ['0', null],
  ['-1', null],
  ['1e3', null],
  ['١', null],
  [' 1', null],
  [['1', '2'], null],
  [undefined, null],
])('reads the id in %j as %j', (value, id) => {
  expect(idIn(value)).toBe(id);
});

it.each([
  ['2024-02-29', '2024-02-29'],
  ['2023-02-29', null],
  ['2024-2-9', null],
  ['1899-12-31', null],
  ['2024-13-01', null],
  [['2024-01-01'], null],
  [undefined, null],
])('reads the day in %j as %j', (value, day) => {
  expect(dayIn(value)).toBe(day);
});
