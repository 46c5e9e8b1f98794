import { expect, test } from 'vitest';
import {
  type AdArrival,
  type FreeEntry,
  freeEntryOf,
  freeLeft,
} from '#domain/conversations/free-entry-rules.ts';

const HOUR = 3_600_000;
const CAME = Date.parse('2026-05-20T12:00:00Z');
const at = (hours: number) => new Date(CAME + hours * HOUR);
const arrival = (hours: number, answered: number | null): AdArrival => ({
  at: at(hours),
  answeredAt: answered === null ? null : at(answered),
});
const entry = (kind: FreeEntry['kind'], hours: number): FreeEntry => ({ kind, until: at(hours) });

test.each<[string, AdArrival[], number, FreeEntry | null]>([
  ['no ad', [], 1, null],
  ['not answered yet', [arrival(0, null)], 1, entry('offered', 24)],
  ['not answered in time', [arrival(0, null)], 24, null],
  ['answered: 72 hours from the answer', [arrival(0, 3)], 4, entry('open', 75)],
  ['answered in the last moment', [arrival(0, 24)], 25, entry('open', 96)],
  ['answered too late', [arrival(0, 24.01)], 25, null],
  ['over', [arrival(0, 3)], 75, null],
  [
    'a second ad, not answered, while the first is free',
    [arrival(0, 1), arrival(10, null)],
    11,
    entry('open', 73),
  ],
  ['a second ad when the first is over', [arrival(0, 1), arrival(70, null)], 80, entry('offered', 94)],
  ['two that were answered: the later end', [arrival(0, 1), arrival(10, 12)], 13, entry('open', 84)],
])('%s', (_, arrivals, now, expected) => {
  expect(freeEntryOf(arrivals, at(now).getTime())).toEqual(expected);
});

test('what is left of it never falls below nothing', () => {
  expect(freeLeft(CAME + HOUR, CAME)).toBe(HOUR);
  expect(freeLeft(CAME, CAME + HOUR)).toBe(0);
});
