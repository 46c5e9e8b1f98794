import { describe, expect, test } from 'vitest';
import { sameName, whyNotRetire } from '#domain/statuses/rules.ts';

const _ids = (...list: number[]) => list.map((id) => ({ id }));

describe('whyNotRetire', () => {
  const open = { id: 1, kind: 'open', isDefault: false } as const;
  const standard = { ...open, isDefault: true };
  const other = { id: 2, kind: 'open', isDefault: false } as const;
  const won = { id: 3, kind: 'won', isDefault: false } as const;
  test.each([
    ['empty and free', open, [other], 0, undefined, null],
    ['the last open one', open, [won], 0, 3, 'last_open_status'],
    ['the only one', open, [], 0, undefined, 'last_open_status'],
    ['with contacts, no target', open, [other], 5, undefined, 'target_needed'],
    ['with contacts and a target', open, [other], 5, 2, null],
    ['the default, no target', standard, [other], 0, undefined, 'target_needed'],
    ['the default and a target', standard, [other], 0, 2, null],
    ['a target that is not there', open, [other], 5, 99, 'bad_target'],
    ['itself as target', open, [other], 5, 1, 'bad_target'],
    ['a won one needs no other won one', won, [open], 0, undefined, null],
  ])('%s', (_what, status, others, contactTotal, moveContactsTo, reason) => {
    const facts = { contactTotal, isForLeads: false, moveContactsTo };
    expect(whyNotRetire(status, [...others], facts)).toBe(reason);
  });

  test('one that new leads go into asks for another', () => {
    const facts = { contactTotal: 0, isForLeads: true };
    expect(whyNotRetire(open, [other], { ...facts, moveContactsTo: undefined })).toBe('target_needed');
    expect(whyNotRetire(open, [other], { ...facts, moveContactsTo: 2 })).toBeNull();
  });
});

test.each([
  ['Novo', 'novo', true],
  ['Novo', '  NOVO ', true],
  ['Não', 'nao', true],
  ['Novo', 'Novо', true], // a Cyrillic o
  ['Em Andamento', 'Em   andamento', true],
  ['Novo', 'Novos', false],
])('%s and %s are the same name: %s', (one, two, same) => {
  expect(sameName([{ id: 1, name: one }], two) !== undefined).toBe(same);
});
