import { describe, expect, it } from 'vitest';
import { survivorsOf } from '#domain/contacts/survivor-rules.ts';

describe('survivorsOf', () => {
  it('follows merges of merges to their end', () => {
    const all = [
      { id: 1, mergedIntoId: 2 },
      { id: 2, mergedIntoId: 3 },
      { id: 3, mergedIntoId: null },
      { id: 4, mergedIntoId: null },
    ];
    expect([...survivorsOf(all)]).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
      [4, 4],
    ]);
  });

  it('ends even where two point at each other', () => {
    const ring = [
      { id: 1, mergedIntoId: 2 },
      { id: 2, mergedIntoId: 1 },
    ];
    expect(survivorsOf(ring).size).toBe(2);
  });
});
