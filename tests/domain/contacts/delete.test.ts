import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contactTrash } from '#db/schema/contacts.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import {
  contactRow,
  contactTotal,
  type Desk,
  identitiesOf,
  makeDesk,
  talliesOf,
  userIdOf,
} from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  id = (await createContact(desk.admin, ana())).id;
});

const ana = () => ({
  firstName: 'Ana',
  lastName: 'Souza',
  phone: '11912345678',
  email: 'ana@exemplo.com',
  company: 'Padaria',
  website: 'padaria.com.br',
  notes: 'Gosta de pão',
  type: 'customer',
  isActive: false,
  ownerId: userIdOf(desk.sales),
  statusId: desk.contatado,
  originId: desk.google,
});

test('a deleted contact is in the trash, out of the counts, and its history stays', async () => {
  expect(await deleteContact(desk.sales, { id, version: 1 })).toEqual({ id });
  expect(await contactTotal(desk.admin)).toBe(0);
  expect(await identitiesOf(desk.admin, id)).toEqual([]);
  expect(await talliesOf(desk.admin)).toEqual({ [desk.contatado]: 0 });
  const [trashed] = await db().select().from(contactTrash).where(eq(contactTrash.workspaceId, desk.id));
  expect(trashed).toMatchObject({ contactId: id, deletedBy: userIdOf(desk.sales) });
  const [, event] = await contactEventsOf(desk.admin, id);
  expect(event).toMatchObject({
    kind: 'contact.deleted',
    before: { statusId: desk.contatado, originId: desk.google, ownerId: userIdOf(desk.sales) },
  });
});

test('undo brings it back whole, under its own id', async () => {
  const before = await contactRow(desk.admin, id);
  await deleteContact(desk.sales, { id, version: 1 });
  expect(await restoreContact(desk.sales, { id })).toEqual({ id, version: 2, isStatusReplaced: false });
  const { updatedAt: _, ...same } = before ?? {};
  expect(await contactRow(desk.admin, id)).toMatchObject({ ...same, version: 2 });
  expect(await identitiesOf(desk.admin, id)).toEqual(['email ana@exemplo.com', 'phone 5511912345678']);
  expect(await talliesOf(desk.admin)).toEqual({ [desk.contatado]: 1 });
  expect((await contactEventsOf(desk.admin, id)).map((event) => event.kind)).toEqual([
    'contact.created',
    'contact.deleted',
    'contact.restored',
  ]);
  expect(await db().$count(contactTrash, eq(contactTrash.workspaceId, desk.id))).toBe(0);
});

test('deleted, restored and deleted again', async () => {
  await deleteContact(desk.admin, { id, version: 1 });
  await restoreContact(desk.admin, { id });
  await deleteContact(desk.admin, { id, version: 2 });
  await restoreContact(desk.admin, { id });
  expect(await contactRow(desk.admin, id)).toMatchObject({ version: 3 });
});

test('of 8 restores at once one works', async () => {
  await deleteContact(desk.admin, { id, version: 1 });
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => restoreContact(desk.admin, { id })));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await contactEventsOf(desk.admin, id)).toHaveLength(3);
});

test('somebody changed it meanwhile: nothing is deleted', async () => {
  await updateContact(desk.manager, { id, version: 1, company: 'Mercado' });
  const error = await refused(deleteContact(desk.sales, { id, version: 1 }), 'stale');
  expect(error.details).toMatchObject({ changedBy: 'Pessoa manager', current: { company: 'Mercado' } });
  expect(await contactTotal(desk.admin)).toBe(1);
});

describe('what happened between deleting and restoring', () => {
  beforeEach(async () => {
    await deleteContact(desk.admin, { id, version: 1 });
  });

  test('another contact took the phone: told which, and it stays in the trash', async () => {
    const facts = { firstName: 'Bia', phone: '1112345678', originId: desk.whatsapp };
    const { id: biaId } = await createContact(desk.admin, facts);
    const error = await refused(restoreContact(desk.admin, { id }), 'duplicate');
    expect(error.fields.phone).toEqual({ code: 'taken_by', params: { name: 'Bia' } });
    expect(error.details).toMatchObject({ duplicates: [{ contact: { id: biaId } }] });
    expect(await db().$count(contactTrash, eq(contactTrash.workspaceId, desk.id))).toBe(1);
  });

  test('its status was retired: it comes back in the default one', async () => {
    await retireStatus(desk.admin, { id: desk.contatado });
    expect(await restoreContact(desk.admin, { id })).toMatchObject({ isStatusReplaced: true });
    expect(await contactRow(desk.admin, id)).toMatchObject({ statusId: desk.novo });
  });

  test('its origin was merged: it comes back with the one it went into', async () => {
    await mergeOrigins(desk.admin, { fromId: desk.google, intoId: desk.whatsapp });
    await restoreContact(desk.admin, { id });
    expect(await contactRow(desk.admin, id)).toMatchObject({ originId: desk.whatsapp });
  });
});

describe('refused', () => {
  test('another workspace’s, a missing one, one that was never deleted', async () => {
    const other = await makeDesk(db());
    await refused(deleteContact(other.admin, { id, version: 1 }), 'not_found');
    await refused(deleteContact(other.admin, { id: 2 ** 52, version: 1 }), 'not_found');
    await refused(restoreContact(desk.admin, { id }), 'not_found');
    await deleteContact(desk.admin, { id, version: 1 });
    await refused(restoreContact(other.admin, { id }), 'not_found');
    await refused(deleteContact(desk.admin, { id, version: 1 }), 'not_found');
    const held = and(eq(contactTrash.workspaceId, desk.id), eq(contactTrash.contactId, id));
    expect(await db().$count(contactTrash, held)).toBe(1);
  });

  test('sales staff kept to their own do not reach others’', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    const facts = { firstName: 'Ana', phone: '11912345678', originId: own.whatsapp };
    const { id: theirs } = await createContact(own.admin, { ...facts, ownerId: userIdOf(own.manager) });
    await refused(deleteContact(own.sales, { id: theirs, version: 1 }), 'not_found');
    await deleteContact(own.manager, { id: theirs, version: 1 });
    await refused(restoreContact(own.sales, { id: theirs }), 'not_found');
    await restoreContact(own.manager, { id: theirs });
  });

  test.each([null, {}, { id: '../1', version: 1 }, { id: -1, version: 1 }, { id: [1], version: 1 }])(
    'input %j',
    async (input) => {
      await refused(deleteContact(desk.admin, input), 'invalid');
      await refused(restoreContact(desk.admin, { id: (input as { id?: unknown } | null)?.id }), 'invalid');
    },
  );
});
