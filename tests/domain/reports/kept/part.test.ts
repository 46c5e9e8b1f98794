import { expect, test } from 'vitest';
import { addUp, contactsBy, type DayPart, packed, stepsBy, totalsBy } from '#domain/reports/kept/part.ts';

const day = (name: string, rows: (string | number)[][]): DayPart => ({ day: name, part: { list: rows } });

test('counts of days add up', () => {
  const parts = [
    day('2026-01-01', [
      [7, 2],
      [8, 1],
    ]),
    { day: '2026-01-02', part: {} },
    day('2026-01-03', [[7, 3]]),
  ];
  expect([...totalsBy(parts, 'list')]).toEqual([
    [7, 5],
    [8, 1],
  ]);
});

const lengths = (name: string, rows: number[][]): DayPart => ({
  day: name,
  part: { steps: packed('steps', rows) },
});
const SOME = [
  lengths('2026-01-01', [[7, 60, 2]]),
  lengths('2026-01-02', [
    [7, 90, 4],
    [7, 60, 1],
    [8, 0, 5],
  ]),
];

test.each([
  ['of days', SOME],
  ['of a week', [{ day: '2026-01-01', part: addUp(SOME.map(({ part }) => part)) }]],
])('so do lengths of time, %s', (_, parts) => {
  const steps = stepsBy(parts, 'steps');
  expect([...(steps.get(7) ?? [])]).toEqual([
    [60, 3],
    [90, 4],
  ]);
  expect([...(steps.get(8) ?? [])]).toEqual([[0, 5]]);
});

test('lengths are packed by what they are of, each less the one before; other lists are left as they are', () => {
  expect(SOME[1]?.part.steps).toEqual([
    [7, 60, 1, 30, 4],
    [8, 0, 5],
  ]);
  expect(packed('counts', [[7, 60, 2]])).toEqual([[7, 60, 2]]);
});

test.each([
  ['2026-01-01', 5],
  ['2026-01-02', 5],
  ['2026-01-03', 4],
])('from %s on, whoever was counted on an earlier day of the period is not counted again', (from, total) => {
  const all = [
    day('2026-01-01', [[7, 9, '', 3]]),
    day('2026-01-02', [
      [7, 9, '', 2],
      [7, 9, '2026-01-01', 1],
    ]),
    day('2026-01-03', [
      [7, 9, '2026-01-01', 2],
      [7, 9, '2026-01-02', 2],
    ]),
  ];
  expect(
    contactsBy(
      all.filter((one) => one.day >= from),
      'list',
      from,
    ).get('7 9'),
  ).toBe(total);
});
