import { beforeEach, expect, test } from 'vitest';
import { createField } from '#domain/fields/create.ts';
import { listFields } from '#domain/fields/list.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
});

test('adds one after the others, with its choices, and records it', async () => {
  await createField(workspace.admin, { name: 'CPF', kind: 'text', choices: [{ name: 'Nunca' }] });
  const choices = [{ name: 'Ouro' }, { name: 'Prata' }];
  const plan = await createField(workspace.admin, { name: ' Plano ', kind: 'choice', choices });
  expect(plan).toMatchObject({ name: 'Plano', kind: 'choice', position: 2, version: 1 });
  expect((await listFields(workspace.sales)).map(({ name, choices }) => [name, choices])).toEqual([
    ['CPF', []],
    [
      'Plano',
      [
        { id: expect.any(Number), name: 'Ouro' },
        { id: expect.any(Number), name: 'Prata' },
      ],
    ],
  ]);
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'field.created',
    subjectKind: 'field',
    subjectId: plan.id,
    after: { name: 'Plano', kind: 'choice', choices: ['Ouro', 'Prata'] },
  });
});

test.each([
  ['no name', { name: ' ', kind: 'text' }, 'name', 'required'],
  ['a long name', { name: 'a'.repeat(61), kind: 'text' }, 'name', 'too_long'],
  ['a taken name', { name: 'cpf!', kind: 'text' }, 'name', 'name_taken_by'],
  ['the name of a column', { name: 'Téléfone', kind: 'text' }, 'name', 'name_is_built_in'],
  ['a column’s name in another language', { name: 'Owner', kind: 'text' }, 'name', 'name_is_built_in'],
  ['no kind', { name: 'Plano' }, 'kind', 'required'],
  ['an unknown kind', { name: 'Plano', kind: 'formula' }, 'kind', 'required'],
  ['a choice without choices', { name: 'Plano', kind: 'choice' }, 'choices', 'choices_needed'],
  [
    'a choice twice',
    { name: 'Plano', kind: 'choice', choices: [{ name: 'Ouro' }, { name: 'OURO' }] },
    'choices',
    'choice_repeated',
  ],
  ['an empty choice', { name: 'Plano', kind: 'choice', choices: [{ name: '' }] }, 'choices', 'required'],
  ['a choice that is no list', { name: 'Plano', kind: 'choice', choices: 'Ouro' }, 'choices', 'invalid'],
  [
    'too many choices',
    { name: 'Plano', kind: 'choice', choices: Array.from({ length: 201 }, (_, n) => ({ name: `${n}` })) },
    'choices',
    'too_many_choices',
  ],
])('refuses %s', async (_what, input, at, code) => {
  await createField(workspace.admin, { name: 'CPF', kind: 'text' });
  const error = await refused(createField(workspace.admin, input), 'invalid');
  expect(error.fields[at]?.code).toBe(code);
  expect(await listFields(workspace.admin)).toHaveLength(1);
});

test('however many try at once, one gets a name and fifty get in', async () => {
  const same = await Promise.allSettled(
    Array.from({ length: 8 }, () => createField(workspace.admin, { name: 'CPF', kind: 'text' })),
  );
  expect(same.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const many = await Promise.allSettled(
    Array.from({ length: 55 }, (_, n) => createField(workspace.admin, { name: `Campo ${n}`, kind: 'text' })),
  );
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(49);
  const fields = await listFields(workspace.admin);
  expect(fields).toHaveLength(50);
  expect(new Set(fields.map(({ position }) => position)).size).toBe(50);
});

test('only admins may', async () => {
  await refused(createField(workspace.manager, { name: 'CPF', kind: 'text' }), 'forbidden');
  await refused(createField(workspace.sales, { name: 'CPF', kind: 'text' }), 'forbidden');
});
