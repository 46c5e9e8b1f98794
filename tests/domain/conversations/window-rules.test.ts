import { expect, test } from 'vitest';
import { isTooLate, WINDOW_MS, windowEndsAt, windowLeft } from '#domain/conversations/window-rules.ts';

const WROTE = Date.parse('2026-05-20T12:00:00Z');

test.each<[string, number | null, number, number]>([
  ['never wrote', null, WROTE, 0],
  ['just now', WROTE, WROTE, WINDOW_MS],
  ['a minute before the end', WROTE, WROTE + WINDOW_MS - 60_000, 60_000],
  ['at the end', WROTE, WROTE + WINDOW_MS, 0],
  ['long ago', WROTE, WROTE + 2 * WINDOW_MS, 0],
])('%s', (_, wrote, now, left) => expect(windowLeft(wrote, now)).toBe(left));

test('dates will do as well', () => expect(windowEndsAt(new Date(WROTE))).toBe(WROTE + WINDOW_MS));

test('what waited for a day is too late', () => {
  const at = new Date(WROTE);
  expect(isTooLate(at, new Date(WROTE + WINDOW_MS))).toBe(false);
  expect(isTooLate(at, new Date(WROTE + WINDOW_MS + 1))).toBe(true);
});
