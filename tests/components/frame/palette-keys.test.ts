import { expect, test } from 'vitest';
import { nextOption } from '#components/frame/palette-keys.ts';

const ids = Array.from({ length: 20 }, (_, at) => `o${at}`);

test.each([
  ['ArrowDown', 'o0', 'o1'],
  ['ArrowDown', 'o19', 'o0'],
  ['ArrowDown', null, 'o0'],
  ['ArrowDown', 'gone', 'o0'],
  ['ArrowUp', 'o1', 'o0'],
  ['ArrowUp', 'o0', 'o19'],
  ['PageDown', 'o2', 'o10'],
  ['PageDown', 'o15', 'o19'],
  ['PageUp', 'o10', 'o2'],
  ['PageUp', 'o3', 'o0'],
  ['Home', 'o9', 'o0'],
  ['End', 'o9', 'o19'],
  ['ArrowLeft', 'o9', null],
  ['a', 'o9', null],
])('%s from %s', (key, from, to) => expect(nextOption(key, ids, from)).toBe(to));

test.each(['ArrowDown', 'ArrowUp', 'PageDown', 'Home', 'End'])('%s in an empty list', (key) =>
  expect(nextOption(key, [], null)).toBeNull(),
);
