import { expect, test } from 'vitest';
import { pace } from '#lib/pace.ts';

const now = new Date('2026-05-20T12:00:10Z');
const tenSecondsAgo = new Date('2026-05-20T12:00:00Z');
const UNKNOWN = { rate: null, secondsLeft: null };

test.each([
  ['not begun', { done: 0, total: 100, startedAt: null }, UNKNOWN],
  ['begun a moment ago', { done: 50, total: 100, startedAt: new Date(now.getTime() - 900) }, UNKNOWN],
  ['nothing done yet', { done: 0, total: 100, startedAt: tenSecondsAgo }, UNKNOWN],
  ['a quarter done', { done: 25, total: 100, startedAt: tenSecondsAgo }, { rate: 2.5, secondsLeft: 30 }],
  [
    'part of a second left',
    { done: 99, total: 100, startedAt: tenSecondsAgo },
    { rate: 9.9, secondsLeft: 1 },
  ],
  ['all done', { done: 100, total: 100, startedAt: tenSecondsAgo }, { rate: 10, secondsLeft: 0 }],
  ['more than was said', { done: 120, total: 100, startedAt: tenSecondsAgo }, { rate: 12, secondsLeft: 0 }],
])('%s', (_, work, expected) => {
  expect(pace(work, now)).toEqual(expected);
});
