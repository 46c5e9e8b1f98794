import { describe, expect, test } from 'vitest';
import { arrivalsWithin, sinceWhen } from '#domain/automations/clock-rules.ts';
import type { Hours, TriggerOf } from '#domain/automations/types.ts';

const ZONE = 'America/Sao_Paulo';
const OFFICE: Hours = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
  ]),
);

describe('since when something must have waited', () => {
  test.each<[string, string, number, Hours | null, string | null]>([
    ['all time counts', '2026-11-20T12:00:00Z', 2, null, '2026-11-20T10:00:00.000Z'],
    // 20 November 2026 is a Friday; 10:00 there is 13:00 in UTC.
    ['within a morning', '2026-11-20T14:00:00Z', 1, OFFICE, '2026-11-20T13:00:00.000Z'],
    ['over lunch', '2026-11-20T17:00:00Z', 2, OFFICE, '2026-11-20T14:00:00.000Z'],
    ['from the evening before', '2026-11-20T13:00:00Z', 2, OFFICE, '2026-11-19T20:00:00.000Z'],
    ['over a weekend', '2026-11-23T13:00:00Z', 2, OFFICE, '2026-11-20T20:00:00.000Z'],
    ['at night nothing new comes due', '2026-11-21T05:00:00Z', 8, OFFICE, '2026-11-20T12:00:00.000Z'],
    ['exactly a day of work', '2026-11-20T21:00:00Z', 8, OFFICE, '2026-11-20T12:00:00.000Z'],
    ['until midnight', '2026-11-21T03:00:00Z', 1, { fri: [['08:00', '24:00']] }, '2026-11-21T02:00:00.000Z'],
    ['never at work', '2026-11-20T12:00:00Z', 1, {}, null],
  ])('%s', (_, at, hours, working, expected) => {
    expect(sinceWhen(new Date(at), hours, working, ZONE)?.toISOString() ?? null).toBe(expected);
  });

  test('never goes back as time goes on, clock changes and all', () => {
    let last = 0;
    for (
      let at = Date.parse('2026-03-20T00:00:00Z');
      at < Date.parse('2026-04-04T00:00:00Z');
      at += 97 * 60_000
    ) {
      const since = sinceWhen(new Date(at), 20, OFFICE, 'Europe/Lisbon')?.getTime() ?? 0;
      expect(since).toBeGreaterThanOrEqual(last);
      last = since;
    }
  });
});

const trigger = (facts: Partial<TriggerOf<'date_arrives'>> = {}): TriggerOf<'date_arrives'> => ({
  kind: 'date_arrives',
  fieldId: 1,
  offsetDays: 0,
  time: '09:00',
  isYearly: false,
  ...facts,
});
const within = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

describe('the moments of a date', () => {
  test('come once, at their time where the workspace is', () => {
    const [arrival, ...others] = arrivalsWithin(
      trigger(),
      within('2026-11-20T11:59:50Z', '2026-11-20T12:00:05Z'),
      ZONE,
    );
    expect(arrival).toEqual({
      day: '2026-11-20',
      at: new Date('2026-11-20T12:00:00Z'),
      dates: ['2026-11-20'],
    });
    expect(others).toEqual([]);
    expect(arrivalsWithin(trigger(), within('2026-11-20T12:00:05Z', '2026-11-20T12:00:20Z'), ZONE)).toEqual(
      [],
    );
    expect(arrivalsWithin(trigger(), within('2026-11-20T12:00:00Z', '2026-11-20T12:00:20Z'), ZONE)).toEqual(
      [],
    );
  });

  test('come before and after the date', () => {
    const span = within('2026-11-20T11:59:50Z', '2026-11-20T12:00:05Z');
    expect(arrivalsWithin(trigger({ offsetDays: -3 }), span, ZONE)[0]?.dates).toEqual(['2026-11-23']);
    expect(arrivalsWithin(trigger({ offsetDays: 30 }), span, ZONE)[0]?.dates).toEqual(['2026-10-21']);
  });

  test('that a worker slept through are made up for', () => {
    const days = arrivalsWithin(trigger(), within('2026-11-17T15:00:00Z', '2026-11-20T15:00:00Z'), ZONE);
    expect(days.map(({ day }) => day)).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
  });

  test('come in each year; a 29 February on the 28th where there is none', () => {
    const yearly = (day: string, offsetDays = 0) =>
      arrivalsWithin(
        trigger({ isYearly: true, offsetDays }),
        within(`${day}T11:59:50Z`, `${day}T12:00:05Z`),
        ZONE,
      )[0]?.dates ?? [];
    expect(yearly('2026-11-20').slice(0, 3)).toEqual(['2026-11-20', '2025-11-20', '2024-11-20']);
    expect(yearly('2026-11-20').at(-1)).toBe('1900-11-20');
    expect(yearly('2026-02-28')).toContain('2024-02-29');
    expect(yearly('2026-02-28')).toContain('2025-02-28');
    expect(yearly('2028-02-28')).not.toContain('2024-02-29');
    expect(yearly('2028-02-29')).toEqual(expect.arrayContaining(['2024-02-29', '2028-02-29']));
    expect(yearly('2028-02-29')).not.toContain('2027-02-29');
    expect(yearly('2026-02-25', -3)).toContain('2024-02-29');
  });

  test('lie where clocks are changed: skipped ones later, repeated ones once', () => {
    const lisbon = (time: string, day: string) =>
      arrivalsWithin(trigger({ time }), within(`${day}T00:00:00Z`, `${day}T12:00:00Z`), 'Europe/Lisbon').map(
        ({ at }) => at.toISOString(),
      );
    // From 01:00 to 02:00 on 29 March, and back on 25 October.
    expect(lisbon('01:30', '2026-03-29')).toEqual(['2026-03-29T01:30:00.000Z']);
    expect(lisbon('01:30', '2026-10-25')).toEqual(['2026-10-25T00:30:00.000Z']);
  });
});
