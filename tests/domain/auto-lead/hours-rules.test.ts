import { describe, expect, it } from 'vitest';
import { hoursProblem, isOpenAt, minuteOf } from '#domain/auto-lead/hours-rules.ts';

const HOURS: Record<string, [string, string][]> = {
  mon: [
    ['09:00', '12:00'],
    ['13:30', '18:00'],
  ],
  sat: [['22:00', '24:00']],
  sun: [['00:00', '02:00']],
};
const SAO_PAULO = 'America/Sao_Paulo';

describe('isOpenAt', () => {
  // 2026-11-23 is a Monday; São Paulo is three hours behind UTC.
  it.each([
    ['2026-11-23T11:59:59Z', false],
    ['2026-11-23T12:00:00Z', true],
    ['2026-11-23T14:59:59Z', true],
    ['2026-11-23T15:00:00Z', false],
    ['2026-11-23T16:30:00Z', true],
    ['2026-11-23T21:00:00Z', false],
    ['2026-11-24T13:00:00Z', false],
    ['2026-11-29T01:00:00Z', true],
    ['2026-11-29T02:59:59Z', true],
    ['2026-11-29T04:59:00Z', true],
    ['2026-11-29T05:00:00Z', false],
  ])('%s: %s', (at, expected) => {
    expect(isOpenAt(HOURS, new Date(at), SAO_PAULO)).toBe(expected);
  });

  it('is always open without hours, never with none at all', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(isOpenAt(null, now, SAO_PAULO)).toBe(true);
    expect(isOpenAt({}, now, SAO_PAULO)).toBe(false);
  });
});

describe('minuteOf', () => {
  it.each([
    ['00:00', 0],
    ['09:30', 570],
    ['24:00', 1_440],
    ['24:01', null],
    ['9:30', null],
    ['09:60', null],
    ['', null],
  ])('%j: %s', (time, expected) => {
    expect(minuteOf(time)).toBe(expected);
  });
});

describe('hoursProblem', () => {
  it.each<[string, Record<string, [string, string][]>, unknown]>([
    [
      'several spans, in any order',
      {
        mon: [
          ['13:00', '18:00'],
          ['08:00', '12:00'],
        ],
        sun: [['00:00', '24:00']],
      },
      null,
    ],
    ['no day', {}, { code: 'hours_none' }],
    ['days without hours', { mon: [], tue: [] }, { code: 'hours_none' }],
    ['half a span', { tue: [['09:00', '']] }, { code: 'hours_time', day: 'tue' }],
    ['an end before its beginning', { wed: [['18:00', '09:00']] }, { code: 'hours_order', day: 'wed' }],
    [
      'two that overlap',
      {
        thu: [
          ['12:00', '18:00'],
          ['08:00', '12:01'],
        ],
      },
      { code: 'hours_overlap', day: 'thu' },
    ],
  ])('%s', (_, hours, problem) => {
    expect(hoursProblem(hours)).toEqual(problem);
  });
});
