import { expect, test } from 'vitest';
import { isMoveBack, shapeFlow } from '#domain/reports/flow-rules.ts';

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

test('by the names of today a way stands for all that count as it, and none within one status is told', () => {
  const statuses = ([1, 2, 3] as const).map((id) => ({
    ...{ id, name: `Status ${id}`, colour: '#3b82f6', isRetired: id === 3, isDefault: id === 1 },
    kind: 'open' as const,
  }));
  const moves = [
    [1, 2, 3],
    [2, 2, 1],
  ];
  const facts = {
    statuses,
    parts: [{ day: '2026-01-01', part: { moves } }],
    from: '2026-01-01',
    isWhole: false,
  };
  const { cells, moves: all } = shapeFlow(facts, 'today', new Map([[3, 2]]));
  expect(cells.map(({ ways }) => ways)).toEqual([
    [
      [1, 2],
      [1, 3],
    ],
  ]);
  expect(all).toBe(3);
});
