import { expect, test } from 'vitest';
import {
  dayBefore,
  FRAMES_MAX,
  instantOf,
  momentsOf,
  planCount,
  readLocalMinute,
  stepDays,
} from '#domain/past/moment-rules.ts';
import { addDays } from '#domain/reports/period.ts';

test.each([
  ['2026-11-01T12:00', { day: '2026-11-01', time: '12:00' }],
  ['2026-11-01', { day: '2026-11-01', time: '23:59' }],
  ['2024-02-29T00:00', { day: '2024-02-29', time: '00:00' }],
  ['2026-11-01T12:00:30', { day: '2026-11-01', time: '12:00' }],
  ['2025-02-29T00:00', null],
  ['2026-11-01T24:00', null],
  ['1899-01-01T00:00', null],
  ['0002-11-01T12:00', null],
  ["2026-11-01T12:00'; drop table", null],
  ['', null],
])('%s is read as a minute', (text, minute) => {
  expect(readLocalMinute(text)).toEqual(minute);
});

const NOW = new Date('2026-11-26T16:41:39.500Z');

test.each([
  ['by the clocks of the workspace', '2026-11-01T12:00', 'America/Sao_Paulo', '2026-11-01T15:00:00.000Z'],
  ['in summer time', '2024-07-01T12:00', 'America/New_York', '2024-07-01T16:00:00.000Z'],
  ['twice on the clock: the first', '2024-11-03T01:30', 'America/New_York', '2024-11-03T05:30:00.000Z'],
  ['not on the clock: as much later', '2024-03-10T02:30', 'America/New_York', '2024-03-10T07:30:00.000Z'],
  ['still to come: this minute', '2026-11-26T23:59', 'America/Sao_Paulo', '2026-11-26T16:41:00.000Z'],
])('%s', (_, text, timeZone, instant) => {
  const minute = readLocalMinute(text);
  expect(minute && instantOf(minute, timeZone, NOW).toISOString()).toBe(instant);
});

test.each([
  ['a day', '2026-01-01', '2026-01-01', 1, 1],
  ['a leap year, day by day', '2024-01-01', '2024-12-31', 366, 1],
  ['as many days as there may be', '2025-11-22', '2026-11-26', 370, 1],
  ['one more: weeks', '2025-11-21', '2026-11-26', 53, 7],
  ['seven years', '2019-12-01', '2026-11-26', 365, 7],
  ['ten years: more than weeks', '2016-11-27', '2026-11-26', 366, 10],
])('%s', (_, from, to, count, step) => {
  const { days, stepDays: length } = stepDays({ from, to });
  expect([days.length, length]).toEqual([count, step]);
  expect(days.length).toBeLessThanOrEqual(FRAMES_MAX);
  expect(days.at(-1)).toBe(to);
  expect(days[0] && days[0] >= from).toBe(true);
  expect(days.slice(1).map((day) => addDays(day, -step))).toEqual(days.slice(0, -1));
});

test('the days around a change of clocks and a leap day are each shown once, at their own hour', () => {
  const { days } = stepDays({ from: '2024-02-28', to: '2024-03-11' });
  expect(days).toContain('2024-02-29');
  const moments = momentsOf(days, '23:59', 'America/New_York', NOW).map((one) => one.toISOString());
  expect(moments).toHaveLength(13);
  expect(moments.slice(-3)).toEqual([
    '2024-03-10T04:59:00.000Z',
    '2024-03-11T03:59:00.000Z',
    '2024-03-12T03:59:00.000Z',
  ]);
});

test('the day over last is told by UTC', () => {
  expect(dayBefore(new Date('2026-11-01T00:00:00Z'))).toBe('2026-10-31');
  expect(dayBefore(new Date('2026-10-31T23:59:59.999Z'))).toBe('2026-10-30');
});

const at = (text: string) => new Date(`${text}Z`);
const plan = (moments: string[], counted: string[]) =>
  planCount(moments.map(at), new Set(counted)).map(({ day, from, to }) => [
    day,
    from?.toISOString().slice(0, 23) ?? null,
    to.toISOString().slice(0, 23),
  ]);

test.each([
  [
    'nothing is counted: all there has been, then on from one to the next',
    ['2026-01-02T12:00', '2026-01-03T12:00'],
    [],
    [
      [null, null, '2026-01-02T12:00:00.001'],
      [null, '2026-01-02T12:00:00.001', '2026-01-03T12:00:00.001'],
    ],
  ],
  [
    'each from the day before it',
    ['2026-01-02T12:00', '2026-01-03T12:00'],
    ['2026-01-01', '2026-01-02'],
    [
      ['2026-01-01', '2026-01-02T00:00:00.000', '2026-01-02T12:00:00.001'],
      ['2026-01-02', '2026-01-03T00:00:00.000', '2026-01-03T12:00:00.001'],
    ],
  ],
  [
    'the worker is behind: from the last day that is counted, then on',
    ['2026-01-05T12:00', '2026-01-06T12:00'],
    ['2026-01-02'],
    [
      ['2026-01-02', '2026-01-03T00:00:00.000', '2026-01-05T12:00:00.001'],
      [null, '2026-01-05T12:00:00.001', '2026-01-06T12:00:00.001'],
    ],
  ],
  [
    'two moments of one day: the second from the first',
    ['2026-01-02T12:00', '2026-01-02T18:00'],
    ['2026-01-01'],
    [
      ['2026-01-01', '2026-01-02T00:00:00.000', '2026-01-02T12:00:00.001'],
      [null, '2026-01-02T12:00:00.001', '2026-01-02T18:00:00.001'],
    ],
  ],
  [
    'at midnight, which is in no counted day',
    ['2026-01-02T00:00'],
    ['2026-01-01'],
    [['2026-01-01', '2026-01-02T00:00:00.000', '2026-01-02T00:00:00.001']],
  ],
])('counting: %s', (_, moments, counted, expected) => {
  expect(plan(moments, counted)).toEqual(expected);
});
