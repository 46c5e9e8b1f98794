import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOwner } from '#domain/auto-lead/assign-rules.ts';

const people = (...totals: number[]) => totals.map((openTotal, index) => ({ userId: index + 1, openTotal }));

describe('nextOwner', () => {
  it.each([
    ['nobody', null, null, people(0, 0), null],
    ['person', null, null, people(5), 1],
    ['person', null, 5, people(5), null],
    ['person', null, 6, people(5), 1],
    ['person', null, null, [], null],
    ['round_robin', null, null, people(9, 0, 0), 1],
    ['round_robin', 1, null, people(9, 0, 0), 2],
    ['round_robin', 3, null, people(9, 0, 0), 1],
    ['round_robin', 7, null, people(9, 0, 0), 1],
    ['round_robin', 1, 3, people(0, 3, 2), 3],
    ['round_robin', 3, 3, people(3, 3, 2), 3],
    ['round_robin', 3, 3, people(3, 3, 3), null],
    ['fewest_open', null, null, people(2, 1, 1), 2],
    ['fewest_open', 2, null, people(2, 1, 1), 3],
    ['fewest_open', 3, null, people(2, 1, 1), 2],
    ['fewest_open', 3, 1, people(2, 1, 1), null],
  ] as const)(
    '%s after %s with a limit of %s',
    (assignment, lastOwnerId, openLimit, candidates, expected) => {
      expect(nextOwner({ assignment, lastOwnerId, openLimit }, candidates)).toBe(expected);
    },
  );

  it('by turns, nobody gets two more than another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 }), (count, leads) => {
        const got = new Map<number, number>();
        let lastOwnerId: number | null = null;
        for (let lead = 0; lead < leads; lead++) {
          lastOwnerId = nextOwner(
            { assignment: 'round_robin', lastOwnerId, openLimit: null },
            people(...Array.from({ length: count }, () => 0)),
          );
          got.set(lastOwnerId ?? 0, (got.get(lastOwnerId ?? 0) ?? 0) + 1);
        }
        const totals = Array.from({ length: count }, (_, index) => got.get(index + 1) ?? 0);
        expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('whoever has fewest never ends up with more than one above the others who started equal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 50 }), (count, leads) => {
        const all = people(...Array.from({ length: count }, () => 0));
        let lastOwnerId: number | null = null;
        for (let lead = 0; lead < leads; lead++) {
          lastOwnerId = nextOwner({ assignment: 'fewest_open', lastOwnerId, openLimit: null }, all);
          const owner = all.find(({ userId }) => userId === lastOwnerId);
          if (owner) owner.openTotal += 1;
        }
        const totals = all.map(({ openTotal }) => openTotal);
        expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
