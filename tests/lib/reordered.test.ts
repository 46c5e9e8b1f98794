import { describe, expect, test } from 'vitest';
import { reordered } from '#lib/reordered.ts';

const ids = (...all: number[]) => all.map((id) => ({ id }));

describe('reordered', () => {
  test.each([
    ['to the front', 3, 1, [3, 1, 2]],
    ['one up', 2, 1, [2, 1, 3]],
    ['to the end', 1, null, [2, 3, 1]],
    ['before itself', 2, 2, [1, 2, 3]],
    ['an unknown status', 9, 1, [1, 2, 3]],
    ['before an unknown status', 1, 9, [1, 2, 3]],
  ])('%s', (_what, id, beforeId, order) => {
    expect(reordered(ids(1, 2, 3), id, beforeId)).toEqual(order);
  });
});
