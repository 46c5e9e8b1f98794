import { expect, test } from 'vitest';
import { daysLeft, purgedAt, TRASH_DAYS } from '#domain/contacts/trash-rules.ts';

const DELETED = new Date('2026-03-01T12:00:00Z');

test.each([
  ['just deleted', '2026-03-01T12:00:00Z', 30],
  ['a minute later', '2026-03-01T12:01:00Z', 29],
  ['a day later', '2026-03-02T12:00:00Z', 29],
  ['a full day before it goes', '2026-03-30T12:00:00Z', 1],
  ['its last hours', '2026-03-30T12:00:01Z', 0],
  ['overdue: the worker has not come yet', '2026-04-10T12:00:00Z', 0],
  ['a clock that runs behind', '2026-03-01T11:59:59Z', 30],
])('%s: whole days left', (_, now, days) => {
  expect(daysLeft(DELETED, Date.parse(now))).toBe(days);
});

test('it goes after as many days as are promised', () => {
  expect(purgedAt(DELETED).getTime() - DELETED.getTime()).toBe(TRASH_DAYS * 86_400_000);
});
