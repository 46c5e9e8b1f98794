import { describe, expect, test } from 'vitest';
import { addDays, daysOf, instantsOf, readPeriod, spellPeriod } from '#domain/reports/period.ts';

describe('read and spelled', () => {
  test.each([
    ['', null, null, '30d', null],
    ['30d', null, null, '30d', null],
    ['7d', '2026-01-01', '2026-01-02', '7d', '7d'],
    ['last_month', null, null, 'last_month', 'last_month'],
    [
      '2026-01-01..2026-01-31',
      null,
      null,
      { from: '2026-01-01', to: '2026-01-31' },
      '2026-01-01..2026-01-31',
    ],
    [
      '2026-01-31..2026-01-01',
      null,
      null,
      { from: '2026-01-01', to: '2026-01-31' },
      '2026-01-01..2026-01-31',
    ],
    ['2026-01-01..', null, null, { from: '2026-01-01', to: null }, '2026-01-01..'],
    ['free', '2026-02-01', '2026-02-03', { from: '2026-02-01', to: '2026-02-03' }, '2026-02-01..2026-02-03'],
    ['free', '2026-02-01', null, { from: '2026-02-01', to: null }, '2026-02-01..'],
    ['free', null, '2026-02-03', '30d', null],
    ['', '2026-02-01', null, { from: '2026-02-01', to: null }, '2026-02-01..'],
    // No leap year, a month that is none, what is no day.
    ['2026-02-29..2026-03-01', null, null, '30d', null],
    ['2026-13-01..2026-13-02', null, null, '30d', null],
    ['2026-01-01..x', null, null, '30d', null],
    ['2026-01-01', null, null, '30d', null],
    ['..2026-01-01', null, null, '30d', null],
    ['2026-01-01..2026-01-02..2026-01-03', null, null, '30d', null],
    ["'; drop table", null, null, '30d', null],
  ])('%j with %j, %j', (text, from, to, period, spelled) => {
    expect(readPeriod(text, from, to)).toEqual(period);
    expect(spellPeriod(readPeriod(text, from, to))).toBe(spelled);
  });
});

describe('days, and those before that they are compared with', () => {
  test.each([
    ['today', '2026-03-18', '2026-03-18', '2026-03-18', '2026-03-17', '2026-03-17'],
    ['7d', '2026-03-18', '2026-03-12', '2026-03-18', '2026-03-05', '2026-03-11'],
    ['30d', '2026-03-18', '2026-02-17', '2026-03-18', '2026-01-18', '2026-02-16'],
    ['90d', '2026-03-18', '2025-12-19', '2026-03-18', '2025-09-20', '2025-12-18'],
    ['month', '2026-03-18', '2026-03-01', '2026-03-18', '2026-02-01', '2026-02-18'],
    // A month shorter than the day of this one.
    ['month', '2026-03-31', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['month', '2028-03-31', '2028-03-01', '2028-03-31', '2028-02-01', '2028-02-29'],
    ['last_month', '2026-03-18', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
    ['last_month', '2028-03-01', '2028-02-01', '2028-02-29', '2028-01-01', '2028-01-31'],
    ['last_month', '2026-01-05', '2025-12-01', '2025-12-31', '2025-11-01', '2025-11-30'],
    ['year', '2026-03-18', '2026-01-01', '2026-03-18', '2025-01-01', '2025-03-18'],
    ['year', '2028-02-29', '2028-01-01', '2028-02-29', '2027-01-01', '2027-02-28'],
    [
      { from: '2028-02-28', to: '2028-03-01' },
      '2030-01-01',
      '2028-02-28',
      '2028-03-01',
      '2028-02-25',
      '2028-02-27',
    ],
    [{ from: '2026-03-10', to: null }, '2026-03-18', '2026-03-10', '2026-03-18', '2026-03-01', '2026-03-09'],
    [{ from: '2027-01-01', to: null }, '2026-03-18', '2027-01-01', '2027-01-01', '2026-12-31', '2026-12-31'],
  ] as const)('%j on %s', (period, today, from, to, previousFrom, previousTo) => {
    expect(daysOf(period, today)).toEqual({ from, to, previous: { from: previousFrom, to: previousTo } });
  });
});

describe('instants', () => {
  test.each([
    ['2026-03-18', '2026-03-18', 'America/Sao_Paulo', '2026-03-18T03:00:00.000Z', '2026-03-19T03:00:00.000Z'],
    // Midnight was left out: the day began at one o'clock and had 23 hours.
    ['2018-11-04', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    // The clock was put back at midnight: 25 hours.
    ['2018-02-17', '2018-02-17', 'America/Sao_Paulo', '2018-02-17T02:00:00.000Z', '2018-02-18T03:00:00.000Z'],
    ['2026-03-29', '2026-03-29', 'Europe/Lisbon', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ['2028-02-29', '2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ])('%s to %s in %s', (from, to, timeZone, start, end) => {
    const instants = instantsOf({ from, to }, timeZone);
    expect([instants.start.toISOString(), instants.end.toISOString()]).toEqual([start, end]);
  });
});

test.each([
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-01-01', -1, '2025-12-31'],
])('%s and %i days', (day, count, later) => expect(addDays(day, count)).toBe(later));
