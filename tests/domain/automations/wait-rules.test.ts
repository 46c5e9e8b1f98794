import { describe, expect, it } from 'vitest';
import { nextOpening, waitEnd } from '#domain/automations/wait-rules.ts';

const SAO_PAULO = 'America/Sao_Paulo';
const NEW_YORK = 'America/New_York';
const OFFICE: Record<string, [string, string][]> = {
  mon: [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ],
  fri: [['09:00', '18:00']],
};

describe('the next opening', () => {
  it.each([
    ['open now', OFFICE, '2026-11-27T14:00:00Z', '2026-11-27T14:00:00Z'],
    ['at noon', OFFICE, '2026-11-23T15:30:20Z', '2026-11-23T16:00:00Z'],
    ['early', OFFICE, '2026-11-23T08:00:00Z', '2026-11-23T12:00:00Z'],
    ['in the evening', OFFICE, '2026-11-23T22:00:00Z', '2026-11-27T12:00:00Z'],
    ['after the last day', OFFICE, '2026-11-27T22:00:00Z', '2026-11-30T12:00:00Z'],
    ['the same day next week', { mon: OFFICE.mon ?? [] }, '2026-11-23T22:00:00Z', '2026-11-30T12:00:00Z'],
    ['always', null, '2026-11-23T22:00:00Z', '2026-11-23T22:00:00Z'],
    ['never', {}, '2026-11-23T22:00:00Z', '2026-11-23T22:00:00Z'],
    [
      'a span without length',
      { mon: [['09:00', '09:00']] as [string, string][] },
      '2026-11-23T22:00:00Z',
      '2026-11-23T22:00:00Z',
    ],
  ])('%s', (_, hours, from, opening) => {
    expect(nextOpening(hours, new Date(from), SAO_PAULO)).toEqual(new Date(opening));
  });

  it.each([
    ['clocks go back', '2026-10-31T22:00:00Z', '2026-11-02T14:00:00Z'],
    ['clocks go forward', '2026-03-07T23:00:00Z', '2026-03-09T13:00:00Z'],
  ])('while %s', (_, from, opening) => {
    expect(nextOpening(OFFICE, new Date(from), NEW_YORK)).toEqual(new Date(opening));
  });
});

describe('the end of a wait', () => {
  const now = new Date('2026-11-23T21:00:00Z');
  it.each<[number | null, boolean, boolean, string]>([
    [60, false, false, '2026-11-23T22:00:00Z'],
    [60, true, false, '2026-11-27T12:00:00Z'],
    [null, true, true, '2026-11-27T12:00:00Z'],
    [null, false, true, '2027-02-21T21:00:00Z'],
    [30, false, true, '2026-11-23T21:30:00Z'],
    [null, false, false, '2026-11-23T21:00:00Z'],
  ])('minutes %s, working time %s, answer %s', (minutes, untilWorkingTime, untilAnswer, end) => {
    const step = { minutes, untilWorkingTime, untilAnswer };
    expect(waitEnd(step, now, { hours: OFFICE, timeZone: SAO_PAULO })).toEqual(new Date(end));
  });
});
