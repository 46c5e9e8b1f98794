import { beforeEach, describe, expect, test } from 'vitest';
import { segments } from '#db/schema/segments.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';
import { updateContact } from '#domain/contacts/update.ts';
import type { ChoiceUse } from '#domain/fields/change-choices.ts';
import { deleteField } from '#domain/fields/delete.ts';
import { listFields } from '#domain/fields/list.ts';
import { reorderFields } from '#domain/fields/reorder.ts';
import { updateField } from '#domain/fields/update.ts';
import { getFieldUse } from '#domain/fields/use.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { contactRow, type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { addContact, answersOf, choiceId, type Fields, makeFields } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let fields: Fields;
beforeEach(async () => {
  desk = await makeDesk(db());
  fields = await makeFields(desk.admin);
});

const lastEvent = async () => (await workspaceEventsOf(desk.admin)).at(-1);

describe('updateField', () => {
  test('renames and records just that; the second of two editors is told', async () => {
    const renamed = await updateField(desk.admin, { ...fields.cpf, name: 'CPF ou CNPJ' });
    expect(renamed).toMatchObject({ name: 'CPF ou CNPJ', version: 2 });
    expect(await lastEvent()).toMatchObject({
      kind: 'field.updated',
      before: { name: 'CPF' },
      after: { name: 'CPF ou CNPJ' },
    });
    const error = await refused(updateField(desk.admin, { ...fields.cpf, name: 'Documento' }), 'stale');
    expect(error.details).toMatchObject({ current: { name: 'CPF ou CNPJ', version: 2 } });
  });

  test('saving the same writes nothing', async () => {
    const before = (await workspaceEventsOf(desk.admin)).length;
    expect(await updateField(desk.admin, { ...fields.plan })).toEqual(fields.plan);
    expect(await workspaceEventsOf(desk.admin)).toHaveLength(before);
  });

  test.each([
    ['a name that another has', { name: 'plano' }, 'name', 'name_taken_by'],
    ['a column’s name', { name: 'Status' }, 'name', 'name_is_built_in'],
  ])('refuses %s', async (_what, change, at, code) => {
    const error = await refused(updateField(desk.admin, { ...fields.cpf, ...change }), 'invalid');
    expect(error.fields[at]?.code).toBe(code);
  });

  test('its own name in another spelling is not taken', async () => {
    expect(await updateField(desk.admin, { ...fields.cpf, name: 'Cpf' })).toMatchObject({ name: 'Cpf' });
  });

  test('the kind changes while nobody has answered, and no longer', async () => {
    const number = await updateField(desk.admin, { ...fields.cpf, kind: 'number' });
    expect(number.kind).toBe('number');
    await addContact(desk, { [fields.cpf.id]: 12 });
    const error = await refused(updateField(desk.admin, { ...number, kind: 'text' }), 'invalid');
    expect(error.fields.kind?.code).toBe('kind_has_answers');
  });

  test('an answer and a change of kind at once: the answer is of the kind that stands', async () => {
    const tries = await Promise.allSettled([
      updateField(desk.admin, { ...fields.cpf, kind: 'number' }),
      ...Array.from({ length: 6 }, () => addContact(desk, { [fields.cpf.id]: 'abc' })),
    ]);
    const kind = (await listFields(desk.admin)).find(({ id }) => id === fields.cpf.id)?.kind;
    const answered = tries.slice(1).filter(({ status }) => status === 'fulfilled').length;
    expect(kind === 'text' ? answered : 6 - answered).toBe(6);
  });

  test('choices are added, renamed, ordered and swapped', async () => {
    const [ouro, prata] = fields.plan.choices;
    const choices = [{ id: prata?.id, name: 'Ouro' }, { name: 'Bronze' }, { id: ouro?.id, name: 'Prata' }];
    const updated = await updateField(desk.admin, { ...fields.plan, choices });
    expect(updated.choices.map(({ name }) => name)).toEqual(['Ouro', 'Bronze', 'Prata']);
    expect(updated.choices[0]?.id).toBe(prata?.id);
    expect(await lastEvent()).toMatchObject({
      before: { choices: ['Ouro', 'Prata'] },
      after: { choices: ['Ouro', 'Bronze', 'Prata'] },
    });
  });

  test('a choice with answers goes only when it is said where they go, each with its event', async () => {
    const [ouro, prata] = [choiceId(fields.plan, 'Ouro'), choiceId(fields.plan, 'Prata')];
    const ids = [
      await addContact(desk, { [fields.plan.id]: ouro }),
      await addContact(desk, { [fields.plan.id]: ouro }),
    ];
    const without = { ...fields.plan, choices: [{ id: prata, name: 'Prata' }] };
    const error = await refused(updateField(desk.admin, without), 'in_use');
    expect((error.details as { uses: ChoiceUse[] }).uses).toEqual([{ id: ouro, name: 'Ouro', total: 2 }]);
    await updateField(desk.admin, { ...without, moves: [{ from: ouro, to: prata }] });
    for (const id of ids) {
      expect(await answersOf(desk.admin, id)).toEqual({ [fields.plan.id]: prata });
      expect(await contactRow(desk.admin, id)).toMatchObject({ version: 2 });
      expect((await contactEventsOf(desk.admin, id)).at(-1)).toMatchObject({
        kind: 'contact.updated',
        before: { fields: { [fields.plan.id]: { name: 'Plano', value: ouro, text: 'Ouro' } } },
        after: { fields: { [fields.plan.id]: { name: 'Plano', value: prata, text: 'Prata' } } },
      });
    }
  });

  test('answers of a choice that goes can be taken away', async () => {
    const ouro = choiceId(fields.plan, 'Ouro');
    const id = await addContact(desk, { [fields.plan.id]: ouro });
    const choices = fields.plan.choices.filter((choice) => choice.id !== ouro);
    await updateField(desk.admin, { ...fields.plan, choices, moves: [{ from: ouro, to: null }] });
    expect(await answersOf(desk.admin, id)).toEqual({});
  });

  test('a choice of another field is none of its own', async () => {
    const other = await makeFields((await makeDesk(db())).admin);
    const choices = [{ id: choiceId(other.plan, 'Ouro'), name: 'Ouro' }];
    const error = await refused(updateField(desk.admin, { ...fields.plan, choices }), 'invalid');
    expect(error.fields.choices?.code).toBe('gone');
  });

  test('strangers, missing ids and other roles are refused', async () => {
    const stranger = await makeWorkspace(db());
    await refused(updateField(stranger.admin, { ...fields.cpf, name: 'Meu' }), 'not_found');
    await refused(updateField(desk.admin, { ...fields.cpf, id: 999_999 }), 'not_found');
    await refused(updateField(desk.manager, { ...fields.cpf, name: 'Meu' }), 'forbidden');
    await refused(updateField(desk.sales, { ...fields.cpf, name: 'Meu' }), 'forbidden');
  });
});

describe('reorderFields', () => {
  const names = async () => (await listFields(desk.admin)).map(({ name }) => name);

  test('puts one before another, or at the end, and records it', async () => {
    await reorderFields(desk.admin, { id: fields.plan.id, beforeId: fields.cpf.id });
    expect(await names()).toEqual(['Plano', 'CPF', 'Limite', 'Cliente desde', 'Parceiro']);
    await reorderFields(desk.admin, { id: fields.cpf.id, beforeId: null });
    expect(await names()).toEqual(['Plano', 'Limite', 'Cliente desde', 'Parceiro', 'CPF']);
    expect((await lastEvent())?.kind).toBe('field.reordered');
    await reorderFields(desk.admin, { id: fields.cpf.id, beforeId: fields.cpf.id });
    expect((await names()).at(-1)).toBe('CPF');
  });

  test('refuses strangers, missing ids and other roles', async () => {
    const stranger = await makeWorkspace(db());
    await refused(reorderFields(stranger.admin, { id: fields.cpf.id, beforeId: null }), 'not_found');
    await refused(reorderFields(desk.admin, { id: fields.cpf.id, beforeId: 999_999 }), 'not_found');
    await refused(reorderFields(desk.manager, { id: fields.cpf.id, beforeId: null }), 'forbidden');
  });
});

describe('deleteField', () => {
  test('says before what would go, and takes answers along while history stays', async () => {
    const ouro = choiceId(fields.plan, 'Ouro');
    const id = await addContact(desk, { [fields.plan.id]: ouro });
    await addContact(desk, { [fields.cpf.id]: '1' });
    const saved = { workspaceId: desk.id, ownerId: userIdOf(desk.sales) };
    await db()
      .insert(segments)
      .values([
        { ...saved, name: 'Ouros', nameKey: 'ouros', query: `filter=all(f${fields.plan.id}.is:${ouro})` },
        {
          ...saved,
          name: 'Outros',
          nameKey: 'outros',
          query: `filter=all(f${fields.plan.id}0.is:1;name.contains:f${fields.plan.id})`,
        },
      ]);
    expect(await getFieldUse(desk.admin, { id: fields.plan.id })).toEqual({
      answerTotal: 1,
      byChoice: [{ id: ouro, total: 1 }],
      segments: ['Ouros'],
      views: [],
    });
    const prata = choiceId(fields.plan, 'Prata');

    await updateContact(desk.sales, { id, version: 1, fields: { [fields.plan.id]: prata } });
    expect(await deleteField(desk.admin, { id: fields.plan.id })).toMatchObject({
      name: 'Plano',
      answerTotal: 1,
    });
    expect(await answersOf(desk.admin, id)).toEqual({});
    expect(await lastEvent()).toMatchObject({
      kind: 'field.deleted',
      before: { name: 'Plano', kind: 'choice', answerTotal: 1, choices: ['Ouro', 'Prata'] },
    });
    const { events } = await contactTimeline(desk.sales, { id });
    expect(events[0]?.changes).toEqual([
      expect.objectContaining({
        from: 'Ouro',
        to: 'Prata',
        custom: expect.objectContaining({ name: 'Plano' }),
      }),
    ]);
  });

  test('a second time, strangers and other roles are refused', async () => {
    const stranger = await makeWorkspace(db());
    await refused(deleteField(stranger.admin, { id: fields.cpf.id }), 'not_found');
    await refused(getFieldUse(stranger.admin, { id: fields.cpf.id }), 'not_found');
    await refused(deleteField(desk.manager, { id: fields.cpf.id }), 'forbidden');
    await refused(getFieldUse(desk.manager, { id: fields.cpf.id }), 'forbidden');
    const both = await Promise.allSettled([
      deleteField(desk.admin, { id: fields.cpf.id }),
      deleteField(desk.admin, { id: fields.cpf.id }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
