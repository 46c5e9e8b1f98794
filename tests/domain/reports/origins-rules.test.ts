import { expect, test } from 'vitest';
import { movedOrigins, weeksOf } from '#domain/reports/origins-rules.ts';

test.each([
  ['a Monday', '2024-02-26', '2024-02-26', ['2024-02-26']],
  ['a Sunday', '2024-03-03', '2024-03-03', ['2024-02-26']],
  ['a leap day to the week after', '2024-02-29', '2024-03-04', ['2024-02-26', '2024-03-04']],
  ['the turn of a year', '2025-12-31', '2026-01-05', ['2025-12-29', '2026-01-05']],
])('the weeks of %s', (_, from, to, weeks) => {
  expect(weeksOf({ from, to })).toEqual(weeks);
});

test('merged origins count elsewhere by the names of today alone', () => {
  const survivors = new Map([
    [1, 1],
    [2, 1],
  ]);
  expect(movedOrigins(survivors, 'today')).toEqual([{ from: 2, to: 1 }]);
  expect(movedOrigins(survivors, 'then')).toEqual([]);
});
