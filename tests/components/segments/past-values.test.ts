import { describe, expect, test } from 'vitest';
import { newRow, readDraft, replaceRow, toDraft, withOperator } from '#components/segments/draft.ts';
import { fromLocalMinute, toLocalMinute } from '#components/segments/past-values.ts';
import { parseFilterTree, spellFilterTree } from '#domain/contacts/filter-tree.ts';

test.each([
  ['2026-12-01T02:30Z', 'America/Sao_Paulo', '2026-11-30T23:30'],
  ['2024-03-10T07:00Z', 'America/New_York', '2024-03-10T03:00'],
  ['2024-02-29T12:00Z', 'UTC', '2024-02-29T12:00'],
])('%s is shown in %s as %s, and read from it', (minute, zone, shown) => {
  expect(toLocalMinute(minute, zone)).toBe(shown);
  expect(fromLocalMinute(shown, zone)).toBe(minute);
});

test.each(['', '2026-11-30', 'x'])('%j is no minute yet', (typed) => {
  expect(fromLocalMinute(typed, 'UTC')).toBe('');
});

describe('conditions on the past in the builder', () => {
  test.each([
    ['reached', ['3', '', ''], 'all(history.reached:3,,)'],
    ['left', ['3', '2026-01-01', ''], 'all(history.left:3,2026-01-01,)'],
    ['moved', ['', '4', '', '2026-01-31'], 'all(history.moved:,4,,2026-01-31)'],
    ['moved_by', ['', '', ''], 'all(history.moved_by:,,)'],
    ['stood', ['3', '2026-01-01T10:00Z'], 'all(history.stood:3,2026-01-01T10~:00Z)'],
    ['beyond', ['3'], 'all(history.beyond:3)'],
  ] as const)('%s is finished with %j', (operator, values, spelt) => {
    const row = withOperator(newRow('history'), operator);
    const draft = { join: 'all' as const, rows: [row], groups: [] };
    if (operator !== 'moved_by') expect(readDraft(draft).unfinished).toEqual([row.key]);
    const done = readDraft(replaceRow(draft, row.key, { ...row, values: [...values] }));
    expect(done.unfinished).toEqual([]);
    expect(done.tree && spellFilterTree(done.tree)).toBe(spelt);
    expect(readDraft(toDraft(parseFilterTree(spelt))).tree).toEqual(done.tree);
  });

  test('what was typed stays where the operator asks for the same', () => {
    const row = { ...withOperator(newRow('history'), 'reached'), values: ['3', '2026-01-01', ''] };
    expect(withOperator(row, 'left').values).toEqual(['3', '2026-01-01', '']);
    expect(withOperator(row, 'moved').values).toEqual(['', '', '', '']);
  });
});
