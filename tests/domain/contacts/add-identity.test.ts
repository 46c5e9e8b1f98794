import { beforeEach, describe, expect, test } from 'vitest';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { listContacts } from '#domain/contacts/list.ts';
import { listIdentities } from '#domain/contacts/list-identities.ts';
import { lookUpContacts } from '#domain/contacts/look-up.ts';
import { DEFAULT_CONTACT_SORT } from '#domain/contacts/query.ts';
import { removeIdentity } from '#domain/contacts/remove-identity.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setMainIdentity } from '#domain/contacts/set-main-identity.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, type Desk, identitiesOf, makeDesk } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  id = (await createContact(desk.sales, { firstName: 'Ana', phone: '11912345678', originId: desk.google }))
    .id;
});

const add = (version: number, kind: string, value: unknown, more: object = {}) =>
  addIdentity(desk.sales, { id, version, kind, value, ...more });
const lastEvent = async () => (await contactEventsOf(desk.admin, id)).at(-1);

test('who wrote an identity, and when, is known', async () => {
  const [phone] = await listIdentities(desk.admin, { id });
  expect(phone).toMatchObject({
    kind: 'phone',
    value: '5511912345678',
    isMain: true,
    source: 'form',
    addedByName: 'Pessoa sales',
    mergedFrom: null,
  });
});

test('a second phone finds the contact, the first stays main; the first e-mail becomes main', async () => {
  expect(await add(1, 'phone', '(21) 98888-7777')).toEqual({ id, version: 2, value: '5521988887777' });
  expect(await lastEvent()).toMatchObject({
    kind: 'contact.updated',
    before: { otherPhone: null },
    after: { otherPhone: '5521988887777' },
  });
  await add(2, 'email', 'Ana@Exemplo.com');
  expect(await contactRow(desk.admin, id)).toMatchObject({
    phone: '5511912345678',
    email: 'Ana@Exemplo.com',
    version: 3,
  });
  await add(3, 'email', 'outra@exemplo.com');
  for (const q of ['2188887777', '21 98888-7777', 'OUTRA@exemplo.com', 'ana@exemplo.com']) {
    const page = await listContacts(desk.admin, {
      filter: { ...EMPTY_CONTACT_FILTER, q },
      sort: DEFAULT_CONTACT_SORT,
    });
    expect(
      page.rows.map((row) => row.id),
      q,
    ).toEqual([id]);
    expect((await lookUpContacts(desk.admin, { q })).map((row) => row.id)).toEqual([id]);
  }
  expect(await lookUpContacts(desk.admin, { q: 'outra@exemplo.com', exceptId: id })).toEqual([]);
  expect(await lookUpContacts(desk.admin, { q: ' ' })).toEqual([]);
  expect(await verify(db())).toEqual([]);
});

test('one that it has already, in another spelling, is not there twice', async () => {
  expect(await add(1, 'phone', '1112345678')).toEqual({ id, version: 1, value: '5511912345678' });
  expect(await identitiesOf(desk.admin, id)).toEqual(['phone 5511912345678']);
});

test('made main; removed; the next one takes its place; the last one stays', async () => {
  await add(1, 'phone', '21988887777');
  const main = { id, version: 2, kind: 'phone', value: '5521988887777' };
  expect(await setMainIdentity(desk.sales, main)).toEqual({ id, version: 3 });
  expect(await lastEvent()).toMatchObject({
    before: { phone: '5511912345678' },
    after: { phone: '5521988887777' },
  });
  expect(await setMainIdentity(desk.sales, { ...main, version: 3 })).toEqual({ id, version: 3 });
  expect(await removeIdentity(desk.sales, { ...main, version: 3 })).toEqual({ id, version: 4 });
  expect(await contactRow(desk.admin, id)).toMatchObject({ phone: '5511912345678' });
  const last = { id, version: 4, kind: 'phone', value: '5511912345678' };
  const error = await refused(removeIdentity(desk.sales, last), 'invalid');
  expect(error.fields).toEqual({ value: { code: 'last_identity' } });
  expect(await identitiesOf(desk.admin, id)).toEqual(['phone 5511912345678']);
});

test('editing the main phone to one that it has besides, and emptying it', async () => {
  await add(1, 'phone', '21988887777');
  await updateContact(desk.sales, { id, version: 2, phone: '2188887777' });
  expect(await identitiesOf(desk.admin, id)).toEqual(['phone 552188887777']);
  await add(3, 'phone', '11912345678');
  await updateContact(desk.sales, { id, version: 4, phone: '' });
  expect(await contactRow(desk.admin, id)).toMatchObject({ phone: '5511912345678' });
  expect(await verify(db())).toEqual([]);
});

test('deleted and restored with all of them; one that somebody else has by then is told', async () => {
  await add(1, 'phone', '21988887777');
  await deleteContact(desk.sales, { id, version: 2 });
  const other = { firstName: 'Bia', phone: '2188887777', originId: desk.google };
  const bia = await createContact(desk.sales, other);
  const error = await refused(restoreContact(desk.sales, { id }), 'duplicate');
  expect(error.fields).toMatchObject({ phone: { code: 'taken_by' } });
  await deleteContact(desk.sales, { id: bia.id, version: 1 });
  await restoreContact(desk.sales, { id });
  expect(await identitiesOf(desk.admin, id)).toHaveLength(2);
});

describe('refused', () => {
  test.each([
    ['phone', 'ligar depois', 'bad_phone'],
    ['phone', '', 'required'],
    ['phone', '\u0000', 'bad_characters'],
    ['email', 'ana@', 'bad_email'],
    ['email', ['a@b.com'], 'bad_characters'],
    ['whatsapp_user', 'x', 'invalid'],
  ])('%s %j', async (kind, value, code) => {
    const error = await refused(add(1, kind, value), 'invalid');
    expect(Object.values(error.fields)).toContainEqual({ code });
  });

  test('somebody else’s, a contact of another workspace, an older version', async () => {
    const bia = await createContact(desk.sales, {
      firstName: 'Bia',
      phone: '21988887777',
      originId: desk.google,
    });
    const error = await refused(add(1, 'phone', '2188887777'), 'duplicate');
    expect(error.details).toMatchObject({ duplicates: [{ contact: { id: bia.id } }] });
    const theirs = await makeDesk(db());
    const asked = { id, version: 1, kind: 'email', value: 'x@x.com' };
    await refused(addIdentity(theirs.admin, asked), 'not_found');
    await refused(
      removeIdentity(theirs.admin, { ...asked, kind: 'phone', value: '5511912345678' }),
      'not_found',
    );
    await refused(setMainIdentity(theirs.admin, asked), 'not_found');
    await refused(removeIdentity(desk.admin, asked), 'not_found');
    await updateContact(desk.admin, { id, version: 1, company: 'X' });
    await refused(add(1, 'email', 'x@x.com'), 'stale');
  });

  test('two at once: one contact gets it', async () => {
    const bia = await createContact(desk.sales, {
      firstName: 'Bia',
      phone: '21911112222',
      originId: desk.google,
    });
    const results = await Promise.allSettled([
      add(1, 'phone', '31977776666'),
      addIdentity(desk.admin, { id: bia.id, version: 1, kind: 'phone', value: '3177776666' }),
      createContact(desk.manager, { firstName: 'Caio', phone: '31977776666', originId: desk.google }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await verify(db())).toEqual([]);
  });
});
