import { expect, test } from 'vitest';
import { daysIn, spansOf } from '#domain/reports/kept/days.ts';

const hours = (days: ReturnType<typeof daysIn>) =>
  days.map(({ day, start, end }) => [day, (end.getTime() - start.getTime()) / 3_600_000]);

test.each([
  ['a leap day', '2024-02-28', '2024-03-01', 'America/Sao_Paulo', [24, 24, 24]],
  ['clocks that go forward', '2024-03-09', '2024-03-11', 'America/New_York', [24, 23, 24]],
  ['clocks that go back', '2024-11-02', '2024-11-04', 'America/New_York', [24, 25, 24]],
  ['midnight left out', '2018-11-03', '2018-11-05', 'America/Sao_Paulo', [24, 23, 24]],
])('%s', (_, from, to, timeZone, lengths) => {
  expect(hours(daysIn({ from, to }, to, timeZone)).map(([, length]) => length)).toEqual(lengths);
});

test('a day that a zone left out is none, and none is after the last', () => {
  const days = daysIn({ from: '2011-12-29', to: '2012-01-09' }, '2012-01-01', 'Pacific/Apia');
  expect(days.map(({ day }) => day)).toEqual(['2011-12-29', '2011-12-31', '2012-01-01']);
  expect(daysIn({ from: '2026-02-02', to: '2026-02-01' }, '2026-02-02', 'UTC')).toEqual([]);
});

test('days next to each other are one span', () => {
  const days = daysIn({ from: '2026-01-01', to: '2026-01-06' }, '2026-01-06', 'UTC');
  const some = days.filter(({ day }) => day !== '2026-01-03');
  expect(
    spansOf(some).map(({ start, end }) => [start.toISOString().slice(0, 10), end.toISOString().slice(0, 10)]),
  ).toEqual([
    ['2026-01-01', '2026-01-03'],
    ['2026-01-04', '2026-01-07'],
  ]);
});
