import { expect, test } from 'vitest';
import { isMoveBack } from '#domain/reports/flow-rules.ts';

const status = {
  first: { kind: 'open', place: 0 },
  second: { kind: 'open', place: 1 },
  won: { kind: 'won', place: 2 },
  alsoWon: { kind: 'won', place: 4 },
  lost: { kind: 'lost', place: 3 },
} as const;

test.each([
  ['first', 'second', false],
  ['second', 'first', true],
  ['first', 'won', false],
  ['second', 'lost', false],
  ['won', 'second', true],
  ['won', 'lost', true],
  ['won', 'alsoWon', false],
  ['lost', 'first', true],
  ['lost', 'won', false],
] as const)('from %s to %s: backwards %s', (from, to, isBack) => {
  expect(isMoveBack(status[from], status[to])).toBe(isBack);
});
