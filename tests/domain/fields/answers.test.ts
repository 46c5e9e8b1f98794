import { beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import type { StaleContact } from '#domain/contacts/stale.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { inTransaction } from '#domain/ctx.ts';
import { answerForMany } from '#domain/fields/answer-for-many.ts';
import { readAnswers, writeAnswers } from '#domain/fields/answers.ts';
import { deleteField } from '#domain/fields/delete.ts';
import { lockFields } from '#domain/fields/list.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, contactTotal, type Desk, makeDesk } from '../contacts/support.ts';
import { addContact, answersOf, choiceId, type Fields, makeFields } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let fields: Fields;
beforeEach(async () => {
  desk = await makeDesk(db());
  fields = await makeFields(desk.admin);
});

const all = () => ({
  [fields.cpf.id]: ' 123.456.789-09 ',
  [fields.limit.id]: '1.234,56',
  [fields.since.id]: '2025-12-25',
  [fields.plan.id]: choiceId(fields.plan, 'Ouro'),
  [fields.partner.id]: false,
});
const allRead = () => ({ ...all(), [fields.cpf.id]: '123.456.789-09', [fields.limit.id]: 1234.56 });

describe('with a contact', () => {
  test('a new one brings its answers; empty ones are none', async () => {
    const id = await addContact(desk, all());
    expect(await answersOf(desk.sales, id)).toEqual(allRead());
    const empty = await addContact(desk, { [fields.cpf.id]: '  ', [fields.plan.id]: null });
    expect(await answersOf(desk.sales, empty)).toEqual({});
  });

  test('an edit writes what changed, one event with from and to, and the next version', async () => {
    const id = await addContact(desk, all());
    const change = { [fields.limit.id]: '2,000.5', [fields.cpf.id]: '', [fields.partner.id]: false };
    const saved = await updateContact(desk.sales, {
      id,
      version: 1,
      company: 'Padaria',
      fields: change,
      locale: 'en',
    });
    expect(saved.version).toBe(2);
    const { [fields.cpf.id]: _, ...rest } = allRead();
    expect(await answersOf(desk.sales, id)).toEqual({ ...rest, [fields.limit.id]: 2000.5 });
    const events = await contactEventsOf(desk.sales, id);
    expect(events.slice(1)).toHaveLength(1);
    expect(events[1]).toMatchObject({
      kind: 'contact.updated',
      before: {
        company: '',
        fields: {
          [fields.limit.id]: { name: 'Limite', kind: 'number', value: 1234.56 },
          [fields.cpf.id]: { name: 'CPF', kind: 'text', value: '123.456.789-09' },
        },
      },
      after: {
        company: 'Padaria',
        fields: { [fields.limit.id]: { value: 2000.5 }, [fields.cpf.id]: { value: null } },
      },
    });
    expect(JSON.stringify(events[1]?.after)).not.toContain('Parceiro');
  });

  test('what is already so writes nothing, however old its version', async () => {
    const id = await addContact(desk, all());
    await updateContact(desk.sales, { id, version: 1, fields: { [fields.cpf.id]: 'x' } });
    await updateContact(desk.sales, { id, version: 1, fields: { [fields.cpf.id]: 'x' } });
    expect(await contactRow(desk.sales, id)).toMatchObject({ version: 2 });
  });

  test('the second of two editors is told the answers as they are now', async () => {
    const id = await addContact(desk, all());
    await updateContact(desk.admin, { id, version: 1, fields: { [fields.cpf.id]: 'x' } });
    const late = updateContact(desk.sales, { id, version: 1, fields: { [fields.cpf.id]: 'y' } });
    const { details } = await refused(late, 'stale');
    expect((details as StaleContact).current.fields[fields.cpf.id]).toBe('x');
  });

  test('of many editors at once, one takes effect', async () => {
    const id = await addContact(desk);
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        updateContact(desk.admin, { id, version: 1, fields: { [fields.cpf.id]: `n${n}` } }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('problems are told by field, together with the others; nothing is written', async () => {
    const bad = {
      [fields.limit.id]: 'dez',
      [fields.since.id]: '31/02/2025',
      [fields.plan.id]: 1,
      [fields.cpf.id]: 'a\u0000',
      999999: 'x',
    };
    const error = await refused(createContact(desk.admin, { firstName: '', fields: bad }), 'invalid');
    const codes = Object.fromEntries(Object.entries(error.fields).map(([name, { code }]) => [name, code]));
    expect(codes).toEqual({
      [`field.${fields.limit.id}`]: 'bad_number',
      [`field.${fields.since.id}`]: 'bad_date',
      [`field.${fields.plan.id}`]: 'gone',
      [`field.${fields.cpf.id}`]: 'bad_characters',
      'field.999999': 'gone',
      firstName: 'required',
      phone: 'phone_or_email',
      originId: 'required',
    });
    expect(await contactTotal(desk.admin)).toBe(0);
  });

  test.each([
    ['a text', 'abc'],
    ['a list', ['a']],
    ['names that are no ids', { __proto__x: 1, constructor: 2 }],
    ['too many', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n + 1, 'x']))],
  ])('fields that are %s are refused', async (_what, sent) => {
    const id = await addContact(desk);
    await refused(updateContact(desk.admin, { id, version: 1, fields: sent }), 'invalid');
  });

  test('another workspace’s field and choice are as missing as missing ones', async () => {
    const theirs = await makeFields((await makeDesk(db())).admin);
    const id = await addContact(desk);
    const field = updateContact(desk.admin, { id, version: 1, fields: { [theirs.cpf.id]: 'x' } });
    expect((await refused(field, 'invalid')).fields[`field.${theirs.cpf.id}`]?.code).toBe('gone');
    const choice = choiceId(theirs.plan, 'Ouro');
    const sent = updateContact(desk.admin, { id, version: 1, fields: { [fields.plan.id]: choice } });
    expect((await refused(sent, 'invalid')).fields[`field.${fields.plan.id}`]?.code).toBe('gone');
  });

  test('a field that goes while somebody answers it leaves no half of either', async () => {
    const id = await addContact(desk);
    const tries = await Promise.allSettled([
      deleteField(desk.admin, { id: fields.cpf.id }),
      updateContact(desk.sales, { id, version: 1, fields: { [fields.cpf.id]: 'x' } }),
    ]);
    expect(tries[0].status).toBe('fulfilled');
    expect(await answersOf(desk.admin, id)).toEqual({});
    if (tries[1].status === 'rejected') expect(tries[1].reason).toMatchObject({ code: 'invalid' });
  });

  test('they come back with a deleted contact', async () => {
    const id = await addContact(desk, all());
    await deleteContact(desk.admin, { id, version: 1 });
    await deleteField(desk.admin, { id: fields.cpf.id });
    await restoreContact(desk.admin, { id });
    const { [fields.cpf.id]: _, ...rest } = allRead();
    expect(await answersOf(desk.admin, id)).toEqual(rest);
  });
});

describe('for many contacts', () => {
  const give = (contactIds: number[], field: keyof Fields, value: string | number | boolean | null) =>
    inTransaction(desk.admin, async (tx) => {
      const [locked] = await lockFields(tx, [fields[field].id]);
      if (!locked) throw new Error('no field');
      return answerForMany(tx, { field: locked, value, contactIds, changeId: CHANGE });
    });
  const CHANGE = '00000000-0000-4000-8000-000000000001';

  test.each([
    ['cpf', 'a', 'b'],
    ['limit', 1.5, 2],
    ['since', '2025-01-01', '2025-01-02'],
    ['partner', true, false],
  ] as const)(
    'one answer of %s is given, with events and versions, where it was another',
    async (name, before, after) => {
      const { id: fieldId } = fields[name];
      const ids = [
        await addContact(desk, { [fieldId]: before }),
        await addContact(desk, { [fieldId]: after }),
        await addContact(desk),
      ];
      expect((await give([...ids, 999_999], name, after)).sort()).toEqual([ids[0], ids[2]].sort());
      for (const id of ids) expect(await answersOf(desk.admin, id)).toEqual({ [fieldId]: after });
      const [first, , third] = await Promise.all(ids.map((id) => contactEventsOf(desk.admin, id)));
      expect(first?.at(-1)).toMatchObject({
        kind: 'contact.updated',
        changeId: CHANGE,
        before: { fields: { [fieldId]: { value: before } } },
        after: { fields: { [fieldId]: { value: after } } },
      });
      expect(third?.at(-1)).toMatchObject({ before: { fields: { [fieldId]: { value: null } } } });
      expect(await contactRow(desk.admin, ids[1] ?? 0)).toMatchObject({ version: 1 });
      expect(await contactRow(desk.admin, ids[0] ?? 0)).toMatchObject({ version: 2 });
      expect(await give(ids, name, null)).toHaveLength(3);
      for (const id of ids) expect(await answersOf(desk.admin, id)).toEqual({});
    },
  );

  test('a choice keeps its name in history', async () => {
    const id = await addContact(desk, { [fields.plan.id]: choiceId(fields.plan, 'Ouro') });
    await give([id], 'plan', choiceId(fields.plan, 'Prata'));
    expect((await contactEventsOf(desk.admin, id)).at(-1)).toMatchObject({
      before: { fields: { [fields.plan.id]: { text: 'Ouro' } } },
      after: { fields: { [fields.plan.id]: { text: 'Prata' } } },
    });
  });

  test('different answers of many are written and taken in two statements, and read in one', async () => {
    const [a, b] = [await addContact(desk, { [fields.cpf.id]: 'x' }), await addContact(desk)];
    await inTransaction(desk.admin, (tx) =>
      writeAnswers(tx, [
        { contactId: a, field: fields.cpf, value: null },
        { contactId: a, field: fields.limit, value: -0.5 },
        { contactId: b, field: fields.since, value: '2025-03-04' },
        { contactId: b, field: fields.partner, value: false },
      ]),
    );
    const answers = await readAnswers(desk.admin, [a, b]);
    expect(answers.get(a)).toEqual({ [fields.limit.id]: -0.5 });
    expect(answers.get(b)).toEqual({ [fields.since.id]: '2025-03-04', [fields.partner.id]: false });
    const some = await readAnswers(desk.admin, [a, b], [fields.since.id]);
    expect([...some.keys()]).toEqual([b]);
  });
});
