import { expect, test } from 'vitest';
import { firstRepeated, isBuiltInName, reordered } from '#domain/fields/rules.ts';
import en from '../../../messages/en.json' with { type: 'json' };
import es from '../../../messages/es.json' with { type: 'json' };
import ptBR from '../../../messages/pt-BR.json' with { type: 'json' };

test('no built-in column or field, in any language, leaves its name to a custom one', () => {
  for (const { contacts } of [ptBR, en, es]) {
    const names = [...Object.values(contacts.columns), ...Object.values(contacts.fields)];
    expect(names.filter((name) => !isBuiltInName(name))).toEqual([]);
  }
});

test.each([
  ['nome', true],
  ['  E MAIL ', true],
  ['TELEFONE:', true],
  ['Nоme', true],
  ['Nome da mãe', false],
  ['Plano', false],
  ['CPF', false],
])('%s means what every contact has: %s', (name, isBuiltIn) => {
  expect(isBuiltInName(name)).toBe(isBuiltIn);
});

test.each([
  [['Ouro', 'Prata'], undefined],
  [['Ouro', 'Prata', 'OURO '], 'OURO '],
  [['Não', 'nao'], 'nao'],
  [[], undefined],
])('of %j, %j repeats', (names, repeated) => {
  expect(firstRepeated(names)).toBe(repeated);
});

test.each([
  [1, 3, [2, 1, 3]],
  [3, 1, [3, 1, 2]],
  [1, null, [2, 3, 1]],
])('%s before %s', (id, beforeId, order) => {
  expect(reordered([{ id: 1 }, { id: 2 }, { id: 3 }], id, beforeId)).toEqual(order);
});
