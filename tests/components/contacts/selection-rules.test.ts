import { expect, test } from 'vitest';
import {
  allSelected,
  isSelected,
  nothingSelected,
  pressed,
  type Selected,
  selectedPair,
  selectedTotal,
  selectionOf,
  withContacts,
} from '#components/contacts/selection-rules.ts';

const PAGE = [9, 8, 7, 6, 5];
const press = (selected: Selected, id: number, isRange = false) => pressed(selected, PAGE, { id, isRange });
const idsOf = (selected: Selected) => PAGE.filter((id) => isSelected(selected, id));
const none = nothingSelected('status=1');

test.each<[string, Selected, number[]]>([
  ['one', press(none, 8), [8]],
  ['one, and not after all', press(press(none, 8), 8), []],
  ['a range downwards', press(press(none, 8), 6, true), [8, 7, 6]],
  ['a range upwards', press(press(none, 5), 8, true), [8, 7, 6, 5]],
  ['a range out of a range', press(press(press(none, 9), 5, true), 7, false), [9, 8, 6, 5]],
  ['a range that lets go', press(press(press(press(none, 9), 5, true), 8), 6, true), [9, 5]],
  ['Shift at first is a press', press(none, 7, true), [7]],
  ['an anchor on another page is none', press({ ...none, anchor: 99 }, 7, true), [7]],
  ['all but one', press(allSelected('status=1'), 7), [9, 8, 6, 5]],
  ['all but a range', press(press(allSelected('status=1'), 8), 6, true), [9, 5]],
])('%s', (_, selected, ids) => {
  expect(idsOf(selected)).toEqual(ids);
});

test('how many, of those that match', () => {
  expect(selectedTotal(press(none, 8), 100)).toBe(1);
  expect(selectedTotal(press(allSelected(''), 8), 100)).toBe(99);
  expect(selectedTotal(withContacts(allSelected(''), PAGE, false), 3)).toBe(0);
});

test.each<[string, Selected, ReturnType<typeof selectedPair>]>([
  ['none', none, null],
  ['one', press(none, 8), null],
  ['two, whichever came first', press(press(none, 8), 6), { intoId: 6, fromId: 8 }],
  ['three', press(press(press(none, 8), 6), 5), null],
  ['all but two', press(press(allSelected(''), 8), 6), null],
])('the pair to merge: %s', (_, selected, pair) => {
  expect(selectedPair(selected)).toEqual(pair);
});

test('what the server is asked for', () => {
  expect(selectionOf(press(press(none, 8), 6), 'status=1')).toEqual({ ids: [6, 8] });
  expect(selectionOf(press(allSelected('status=1'), 7), 'status=1')).toEqual({
    query: 'status=1',
    except: [7],
  });
});

test('at most 5,000 are kept', () => {
  const many = Array.from({ length: 6_000 }, (_, index) => index + 1);
  expect(withContacts(none, many, true).ids.size).toBe(5_000);
});
