import { describe, expect, test } from 'vitest';
import type { BulkState } from '#db/values.ts';
import { isAtWork, isMoreThanSaid, mayUndo } from '#domain/bulk/rules.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 86_400_000;

describe('more than the preview said', () => {
  test.each([
    [5, 5, false],
    [4, 5, false],
    [6, 5, true],
    [100, 99, true],
    [101, 100, false],
    [102, 100, true],
    [101_000, 100_000, false],
    [101_001, 100_000, true],
    [1, 0, true],
  ])('%d instead of %d: %s', (total, expected, isMore) => {
    expect(isMoreThanSaid(total, expected)).toBe(isMore);
  });
});

describe('who may undo what', () => {
  const bulk = (state: BulkState, days = 1) => ({
    state,
    createdBy: 7,
    createdAt: new Date(NOW - days * DAY),
  });
  test.each([
    ['done', 1, 7, false, true],
    ['cancelled', 1, 7, false, true],
    ['failed', 1, 7, false, true],
    ['queued', 0, 7, true, false],
    ['running', 0, 7, true, false],
    ['undoing', 0, 7, true, false],
    ['undone', 1, 7, true, false],
    ['done', 29.9, 7, false, true],
    ['done', 30, 7, true, false],
    ['done', 1, 8, false, false],
    ['done', 1, 8, true, true],
  ] as [BulkState, number, number, boolean, boolean][])(
    '%s, %d days old, by member %d (leads: %s): %s',
    (state, days, userId, isLead, may) => {
      expect(mayUndo(bulk(state, days), { userId, isLead }, NOW)).toBe(may);
    },
  );
});

test('what is at work', () => {
  const states: BulkState[] = ['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'];
  expect(states.filter(isAtWork)).toEqual(['queued', 'running', 'undoing']);
});
