import { beforeAll, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { findDuplicate } from '#domain/contacts/find-duplicate.ts';
import { useDatabase } from '../../support/connect.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let ana: number;
let bia: number;
beforeAll(async () => {
  desk = await makeDesk(db(), { salesScope: 'own' });
  const facts = { originId: desk.whatsapp, ownerId: userIdOf(desk.manager) };
  ana = (await createContact(desk.admin, { ...facts, firstName: 'Ana', phone: '11912345678' })).id;
  bia = (await createContact(desk.admin, { ...facts, firstName: 'Bia', email: 'bia@exemplo.com' })).id;
});

test('each field has its own holder', async () => {
  const found = await findDuplicate(desk.admin, { phone: '1112345678', email: ' BIA@exemplo.com ' });
  expect(found).toEqual([
    { field: 'phone', contact: { id: ana, name: 'Ana' }, ownerName: 'Pessoa manager' },
    { field: 'email', contact: { id: bia, name: 'Bia' }, ownerName: 'Pessoa manager' },
  ]);
});

test('not the contact that is being edited', async () => {
  expect(await findDuplicate(desk.admin, { phone: '11912345678', exceptId: String(ana) })).toEqual([]);
});

test('a contact that may not be seen has no name', async () => {
  expect(await findDuplicate(desk.sales, { phone: '11912345678' })).toEqual([
    { field: 'phone', contact: null, ownerName: 'Pessoa manager' },
  ]);
});

test('another workspace’s are not found', async () => {
  const other = await makeDesk(db());
  expect(await findDuplicate(other.admin, { phone: '11912345678', email: 'bia@exemplo.com' })).toEqual([]);
});

test.each([
  [{}],
  [{ phone: '1191', email: 'bia@' }],
  [{ phone: "'; drop table contacts", email: '%' }],
  [{ phone: ['11912345678'], email: { a: 1 }, exceptId: 'x' }],
  [{ phone: '1'.repeat(10_000) }],
  [{ email: 'a\u0000b' }],
])('half-typed or wrong: nobody (%j)', async (input) => {
  expect(await findDuplicate(desk.admin, input)).toEqual([]);
});
