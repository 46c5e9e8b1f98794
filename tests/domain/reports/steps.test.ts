import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { steppedSql } from '#domain/reports/kept/kind.ts';
import { countOf, quantile, quantiles, stepped } from '#domain/reports/steps.ts';
import { useDatabase } from '../../support/connect.ts';

const { db } = useDatabase();

const CASES: [seconds: number, step: number][] = [
  [-5, 0],
  [0, 0],
  [59.9, 59],
  [599, 599],
  [600, 600],
  [619, 610],
  [3_600, 3_600],
  [3_659, 3_600],
  [43_200, 43_200],
  [43_499, 43_200],
  [86_400, 86_400],
  [259_200, 259_200],
  [260_999, 259_200],
  [1_209_600, 1_209_600],
  [5_184_000, 5_184_000],
  [31_536_000, 31_536_000],
  [100_000_000, 99_964_800],
];

describe('lengths of time are told in steps', () => {
  test.each(CASES)('%d seconds are %d', (seconds, step) => {
    expect(stepped(seconds)).toBe(step);
  });

  test('by the database just so', async () => {
    const seconds = [
      ...CASES.map(([one]) => one),
      ...Array.from({ length: 400 }, (_, n) => Math.floor(1.05 ** n)),
    ].filter((one) => one < 2 ** 31);
    const rows = await db().execute<{ told: number }>(sql`
      select ${steppedSql(sql`make_interval(secs => s)`)} as told
      from unnest(${`{${seconds.join(',')}}`}::float8[]) with ordinality as t (s, place) order by place`);
    expect(rows.map(({ told }) => told)).toEqual(seconds.map(stepped));
  });

  test('no step is longer than two in a hundred', () => {
    for (let seconds = 600; seconds < 200_000_000; seconds = Math.ceil(seconds * 1.01))
      expect(seconds - stepped(seconds)).toBeLessThanOrEqual(seconds / 50);
  });
});

test.each([
  [[], 0.5, null],
  [[[7, 1]], 0.5, 7],
  [[[7, 1]], 0.9, 7],
  [
    [
      [9, 1],
      [7, 1],
    ],
    0.5,
    7,
  ],
  [
    [
      [9, 2],
      [7, 1],
    ],
    0.5,
    9,
  ],
  [
    [
      [1, 9],
      [2, 1],
    ],
    0.9,
    1,
  ],
  [
    [
      [1, 89],
      [2, 11],
    ],
    0.9,
    2,
  ],
] as [[number, number][], number, number | null][])('of %j, %d do not exceed %j', (steps, part, seconds) => {
  expect(quantile(new Map(steps), part)).toBe(seconds);
  expect(countOf(new Map(steps))).toBe(steps.reduce((sum, [, count]) => sum + count, 0));
});

test('several parts in one go', () => {
  const steps = new Map([
    [90, 3],
    [60, 5],
    [300, 2],
  ]);
  expect(quantiles(steps, [0.1, 0.5, 0.51, 0.9, 1])).toEqual([60, 60, 90, 300, 300]);
  expect(quantiles(new Map(), [0.5, 0.9])).toEqual([]);
});
