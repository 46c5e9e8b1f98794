import { expect, test } from 'vitest';
import { groupWord, ownerWords } from '#domain/exports/names.ts';
import { splitGroups } from '#domain/imports/subjects-rules.ts';

test('owners go by name, but by e-mail where the name would lead to somebody else', () => {
  const owner = (id: number, name: string, isActive: boolean) => ({
    id,
    name,
    email: `${id}@x.com`,
    isActive,
  });
  const words = ownerWords([
    owner(1, 'Ana', true),
    owner(2, 'Bia', true),
    owner(3, 'BIÁ', true),
    owner(4, 'ana', false),
    owner(5, 'Caio', false),
    owner(6, 'Caio', false),
  ]);
  expect([...words.values()]).toEqual(['Ana', '2@x.com', '3@x.com', '4@x.com', 'Caio', 'Caio']);
});

test.each([
  [['VIP', 'Sul']],
  [['Clientes, SP', 'VIP']],
  [['a "b"; c|d', '"', 'x:::y']],
  [['* vip']],
  [['"já citado"', "d'água"]],
])('groups %j come back out of one cell', (names) => {
  expect(splitGroups(names.map(groupWord).join(', '))).toEqual(names);
});
