import { describe, expect, test } from 'vitest';
import { summaryWays, weekDue } from '#domain/summaries/rules.ts';

describe('when a week is told', () => {
  const week = { from: '2026-11-16', to: '2026-11-22' };
  test.each<[string, string, string, typeof week | null]>([
    ['a minute too early', 'America/Sao_Paulo', '2026-11-23T10:59:59Z', null],
    ['at eight', 'America/Sao_Paulo', '2026-11-23T11:00:00Z', week],
    ['on Sunday night', 'America/Sao_Paulo', '2026-11-23T02:00:00Z', null],
    ['on Tuesday, after a night without a worker', 'America/Sao_Paulo', '2026-11-24T15:00:00Z', week],
    ['until Wednesday at eight', 'America/Sao_Paulo', '2026-11-25T10:59:59Z', week],
    ['later it is old', 'America/Sao_Paulo', '2026-11-25T11:00:00Z', null],
    ['where Monday comes first', 'Pacific/Kiritimati', '2026-11-22T18:00:00Z', week],
    ['where it comes last', 'Pacific/Pago_Pago', '2026-11-23T19:00:00Z', week],
    // Clocks went back in the night before (on the first of November): eight is an hour later.
    ['before the later eight', 'America/New_York', '2026-11-02T12:30:00Z', null],
    [
      'after clocks went back',
      'America/New_York',
      '2026-11-02T13:00:00Z',
      { from: '2026-10-26', to: '2026-11-01' },
    ],
    [
      'after clocks went forward',
      'America/New_York',
      '2024-03-11T12:00:00Z',
      { from: '2024-03-04', to: '2024-03-10' },
    ],
    ['over a leap day', 'UTC', '2024-03-04T08:00:00Z', { from: '2024-02-26', to: '2024-03-03' }],
  ])('%s in %s', (_what, zone, now, due) => {
    expect(weekDue(new Date(now), zone)).toEqual(due);
  });
});

test('those who lead are told unless they say no, sales staff when they say yes', () => {
  const all = { notification: true, email: true };
  const none = { notification: false, email: false };
  expect(summaryWays('admin', null)).toEqual(all);
  expect(summaryWays('manager', null)).toEqual(all);
  expect(summaryWays('sales', null)).toEqual(none);
  expect(summaryWays('sales', all)).toEqual(all);
  expect(summaryWays('admin', none)).toEqual(none);
});
