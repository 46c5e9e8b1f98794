import { describe, expect, test } from 'vitest';
import type { TargetSpan } from '#db/target-values.ts';
import { elapsedOf, paceOf, periodOf } from '#domain/targets/rules.ts';

describe('periods', () => {
  test.each<[TargetSpan, string, number, string, string]>([
    ['week', '2026-11-26', 0, '2026-11-23', '2026-11-29'],
    ['week', '2026-11-23', 0, '2026-11-23', '2026-11-29'],
    ['week', '2026-11-29', 0, '2026-11-23', '2026-11-29'],
    ['week', '2026-01-01', 0, '2025-12-29', '2026-01-04'],
    ['week', '2024-03-04', 1, '2024-02-26', '2024-03-03'],
    ['month', '2026-11-26', 0, '2026-11-01', '2026-11-30'],
    ['month', '2024-03-31', 1, '2024-02-01', '2024-02-29'],
    ['month', '2023-03-31', 1, '2023-02-01', '2023-02-28'],
    ['month', '2026-02-10', 6, '2025-08-01', '2025-08-31'],
  ])('the %s of %s, %d before: %s to %s', (span, day, back, from, to) => {
    expect(periodOf(span, day, back)).toEqual({ from, to });
  });
});

describe('how much has passed', () => {
  const day = { from: '2024-03-10', to: '2024-03-10' };
  test.each<[string, { from: string; to: string }, string, string, number]>([
    ['before it begins', day, 'UTC', '2024-03-09T23:00:00Z', 0],
    ['at noon', day, 'UTC', '2024-03-10T12:00:00Z', 0.5],
    ['when it is over', day, 'UTC', '2024-03-12T00:00:00Z', 1],
    // Clocks go forward that day: it has 23 hours.
    ['a short day', day, 'America/New_York', '2024-03-10T16:30:00Z', 0.5],
    ['a leap February', { from: '2024-02-01', to: '2024-02-29' }, 'UTC', '2024-02-15T12:00:00Z', 14.5 / 29],
  ])('%s', (_what, days, zone, now, share) => {
    expect(elapsedOf(days, zone, new Date(now))).toBeCloseTo(share, 9);
  });
});

describe('pace', () => {
  test.each<[number, number, number, string, number, number | null]>([
    // amount, reached, elapsed: state, behind, forecast
    [40, 0, 0, 'on_pace', 0, null],
    [40, 8, 0.5, 'behind', 12, 16],
    [40, 20, 0.5, 'on_pace', 0, 40],
    [40, 40, 0.9, 'reached', 0, 44],
    [40, 41, 1, 'reached', 0, null],
    [40, 39, 1, 'behind', 1, null],
    [2, 0, 0.49, 'on_pace', 0, null],
    [2, 0, 0.5, 'behind', 1, null],
    // Too few contacts, or too little of the period, for a forecast.
    [40, 4, 0.5, 'behind', 16, null],
    [40, 12, 0.2, 'on_pace', 0, null],
    [1_000_000, 5, 0.25, 'behind', 249_995, 20],
  ])('%d, %d after %d: %s', (amount, reached, elapsed, state, behind, forecast) => {
    expect(paceOf({ amount, reached, elapsed })).toEqual({ state, behind, forecast });
  });
});
