import { expect, test } from 'vitest';
import { itemForKey } from '#components/ui/menu-keys.ts';

const items = ['Novo', 'Em Andamento', 'Contatado', 'Cancelado', 'Órfão'];

test.each([
  ['ArrowDown', -1, '', 0],
  ['ArrowDown', 0, '', 1],
  ['ArrowDown', 4, '', 0],
  ['ArrowUp', -1, '', 4],
  ['ArrowUp', 0, '', 4],
  ['ArrowUp', 3, '', 2],
  ['Home', 3, '', 0],
  ['End', 0, '', 4],
  ['c', 0, '', 2],
  ['c', 2, '', 3],
  ['c', 3, '', 2],
  ['a', 2, 'c', 3],
  ['o', 0, '', 4],
  ['z', 0, '', null],
  ['Enter', 0, '', null],
  [' ', 0, '', null],
  ['Shift', 0, '', null],
])('%s from %i after "%s" leads to %s', (key, current, typed, expected) => {
  expect(itemForKey(key, items, current, typed)).toBe(expected);
});

test('an empty menu leads nowhere', () => {
  expect(itemForKey('ArrowDown', [], -1, '')).toBeNull();
});
