import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { createContact } from '#domain/contacts/create.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import type { StaleContact } from '#domain/contacts/stale.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, type Desk, identitiesOf, makeDesk, talliesOf, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  const facts = { firstName: 'Ana', phone: '11912345678', email: 'ana@exemplo.com', originId: desk.whatsapp };
  id = (await createContact(desk.admin, facts)).id;
});

const kindsOf = async () => (await contactEventsOf(desk.admin, id)).slice(1).map((event) => event.kind);

test('only what is named changes, in one event with from and to', async () => {
  const saved = await updateContact(desk.sales, { id, version: 1, company: 'Padaria', lastName: 'Souza' });
  expect(saved).toEqual({ id, version: 2 });
  const row = await contactRow(desk.sales, id);
  expect(row).toMatchObject({
    firstName: 'Ana',
    company: 'Padaria',
    lastName: 'Souza',
    phone: '5511912345678',
  });
  const [, event] = await contactEventsOf(desk.sales, id);
  expect(event).toMatchObject({
    kind: 'contact.updated',
    before: { company: '', lastName: '' },
    after: { company: 'Padaria', lastName: 'Souza' },
  });
});

test('status, origin and owner have events of their own', async () => {
  const ownerId = userIdOf(desk.sales);
  const { contatado, google, novo, whatsapp } = desk;
  const facts = { statusId: contatado, originId: google, ownerId, type: 'customer' };
  await updateContact(desk.admin, { id, version: 1, ...facts });
  const events = (await contactEventsOf(desk.admin, id)).slice(1);
  expect(Object.fromEntries(events.map((event) => [event.kind, [event.before, event.after]]))).toEqual({
    'contact.updated': [{ type: 'lead' }, { type: 'customer' }],
    'contact.status_changed': [{ statusId: novo, statusSince: expect.any(String) }, { statusId: contatado }],
    'contact.origin_changed': [{ originId: whatsapp }, { originId: google }],
    'contact.owner_changed': [{ ownerId: null }, { ownerId }],
  });
  expect(await talliesOf(desk.admin)).toEqual({ [novo]: 0, [contatado]: 1 });
});

test('a save that changes nothing writes nothing, however old its version', async () => {
  await updateContact(desk.admin, { id, version: 1, company: 'Padaria' });
  expect(await updateContact(desk.admin, { id, version: 1, company: ' Padaria ' })).toEqual({
    id,
    version: 2,
  });
  expect(await kindsOf()).toHaveLength(1);
});

test('details are no activity, a note is', async () => {
  const before = await contactRow(desk.admin, id);
  await updateContact(desk.admin, { id, version: 1, company: 'Padaria' });
  expect((await contactRow(desk.admin, id))?.lastActivityAt).toEqual(before?.lastActivityAt);
  await updateContact(desk.admin, { id, version: 2, notes: 'Ligar na segunda' });
  const after = await contactRow(desk.admin, id);
  expect(after?.lastActivityAt.getTime()).toBeGreaterThan(before?.lastActivityAt.getTime() ?? 0);
});

describe('two people edit one contact', () => {
  test('the second is told what the first did, and overwrites nothing', async () => {
    await updateContact(desk.sales, { id, version: 1, company: 'Padaria' });
    const error = await refused(updateContact(desk.manager, { id, version: 1, company: 'Mercado' }), 'stale');
    const details = error.details as StaleContact;
    expect(details).toMatchObject({ changedBy: 'Pessoa sales', current: { company: 'Padaria', version: 2 } });
    expect(await contactRow(desk.admin, id)).toMatchObject({ company: 'Padaria', version: 2 });
    expect(await kindsOf()).toHaveLength(1);
  });

  test('of 16 at once one wins', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) => updateContact(desk.admin, { id, version: 1, company: `Nº ${n}` })),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await contactRow(desk.admin, id)).toMatchObject({ version: 2 });
    expect(await kindsOf()).toHaveLength(1);
  });
});

describe('phone and e-mail', () => {
  test('a new phone takes the place of the old one, whose spellings are free again', async () => {
    await updateContact(desk.admin, { id, version: 1, phone: '21 98888-7777' });
    expect(await identitiesOf(desk.admin, id)).toEqual(['email ana@exemplo.com', 'phone 5521988887777']);
    await createContact(desk.admin, { firstName: 'Bia', phone: '1112345678', originId: desk.whatsapp });
  });

  test('another spelling of the same phone', async () => {
    await updateContact(desk.admin, { id, version: 1, phone: '1112345678' });
    expect(await identitiesOf(desk.admin, id)).toContain('phone 551112345678');
  });

  test('an e-mail in other letters stays one identity', async () => {
    await updateContact(desk.admin, { id, version: 1, email: 'ANA@exemplo.com' });
    expect(await contactRow(desk.admin, id)).toMatchObject({ email: 'ANA@exemplo.com' });
    expect(await identitiesOf(desk.admin, id)).toContain('email ana@exemplo.com');
  });

  test('one of the two may go, not both', async () => {
    await updateContact(desk.admin, { id, version: 1, phone: '' });
    expect(await identitiesOf(desk.admin, id)).toEqual(['email ana@exemplo.com']);
    const error = await refused(updateContact(desk.admin, { id, version: 2, email: null }), 'invalid');
    expect(error.fields).toEqual({ phone: { code: 'phone_or_email' } });
  });

  test('somebody else’s are refused, and nothing is written', async () => {
    const bia = { firstName: 'Bia', phone: '21988887777', originId: desk.whatsapp };
    const { id: biaId } = await createContact(desk.admin, bia);
    const edit = { id, version: 1, phone: '2188887777', company: 'Padaria' };
    const error = await refused(updateContact(desk.admin, edit), 'duplicate');
    expect(error.details).toMatchObject({ duplicates: [{ field: 'phone', contact: { id: biaId } }] });
    expect(await contactRow(desk.admin, id)).toMatchObject({ company: '', version: 1 });
  });

  test('16 contacts that take one new phone at once: one has it', async () => {
    const ids = await Promise.all(
      Array.from({ length: 16 }, async (_, n) => {
        const facts = { firstName: `C${n}`, email: `c${n}@exemplo.com`, originId: desk.whatsapp };
        return (await createContact(desk.admin, facts)).id;
      }),
    );
    const tries = await Promise.allSettled(
      ids.map((one, n) =>
        updateContact(desk.admin, { id: one, version: 1, phone: n % 2 ? '21988887777' : '2188887777' }),
      ),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const phones = ['5521988887777', '552188887777'];
    const held = and(eq(contacts.workspaceId, desk.id), inArray(contacts.phone, phones));
    expect(await db().$count(contacts, held)).toBe(1);
  });
});

describe('what it points at', () => {
  test('an origin archived since stays; it cannot be chosen anew', async () => {
    await db().update(origins).set({ archivedAt: new Date() }).where(eq(origins.workspaceId, desk.id));
    await updateContact(desk.admin, { id, version: 1, originId: desk.whatsapp, company: 'Padaria' });
    const error = await refused(
      updateContact(desk.admin, { id, version: 2, originId: desk.google }),
      'invalid',
    );
    expect(error.fields).toEqual({ originId: { code: 'gone' } });
  });

  test('an owner who left stays until somebody chooses another', async () => {
    const ownerId = userIdOf(desk.sales);
    await setContactOwner(desk.admin, { id, version: 1, ownerId });
    await db().update(memberships).set({ deactivatedAt: new Date() }).where(eq(memberships.userId, ownerId));
    await updateContact(desk.admin, { id, version: 2, ownerId, company: 'Padaria' });
    await setContactOwner(desk.admin, { id, version: 3, ownerId: null });
    await refused(setContactOwner(desk.admin, { id, version: 4, ownerId }), 'invalid');
    expect(await kindsOf()).toEqual(['contact.owner_changed', 'contact.updated', 'contact.owner_changed']);
  });
});

test('active is switched alone, whatever else is sent', async () => {
  await setContactActive(desk.sales, { id, version: 1, isActive: false, firstName: 'Outra' });
  expect(await contactRow(desk.admin, id)).toMatchObject({ isActive: false, firstName: 'Ana' });
  const [, event] = await contactEventsOf(desk.admin, id);
  expect(event).toMatchObject({ before: { isActive: true }, after: { isActive: false } });
});

describe('nothing is written', () => {
  test.each([
    ['a version that is none', { version: 0 }, 'version'],
    ['no version', {}, 'version'],
    ['a version as text', { version: '1' }, 'version'],
    ['an empty first name', { version: 1, firstName: ' ' }, 'firstName'],
    ['null for a name', { version: 1, firstName: null }, 'firstName'],
    ['a script', { version: 1, website: 'javascript:alert(1)' }, 'website'],
    ['no origin', { version: 1, originId: null }, 'originId'],
    ['no status', { version: 1, statusId: null }, 'statusId'],
  ])('%s', async (_what, part, field) => {
    const error = await refused(updateContact(desk.admin, { id, ...part }), 'invalid');
    expect(Object.keys(error.fields)).toEqual([field]);
    expect(await contactRow(desk.admin, id)).toMatchObject({ version: 1 });
  });

  test('mass assignment', async () => {
    const other = await makeDesk(db());
    const before = await contactRow(desk.admin, id);
    const edit = {
      id,
      version: 1,
      workspaceId: other.id,
      createdAt: new Date(0),
      lastActivityAt: 0,
      search: 'x',
    };
    await updateContact(desk.admin, edit);
    expect(await contactRow(desk.admin, id)).toEqual(before);
  });

  test('another workspace’s contact looks like a missing one', async () => {
    const other = await makeDesk(db());
    for (const verb of [updateContact, setContactOwner, setContactActive]) {
      const edit = { id, version: 1, company: 'X', ownerId: null, isActive: false };
      const [theirs, missing] = await Promise.all([
        refused(verb(other.admin, edit), 'not_found'),
        refused(verb(other.admin, { ...edit, id: 2 ** 52 }), 'not_found'),
      ]);
      expect(theirs).toEqual(missing);
    }
  });

  test('sales staff kept to their own do not reach others’', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    const facts = { firstName: 'Ana', phone: '11912345678', originId: own.whatsapp };
    const theirs = await createContact(own.admin, { ...facts, ownerId: userIdOf(own.manager) });
    const edit = { id: theirs.id, version: 1, company: 'X' };
    await refused(updateContact(own.sales, edit), 'not_found');
    await setContactOwner(own.manager, { id: theirs.id, version: 1, ownerId: null });
    await updateContact(own.sales, { ...edit, version: 2 });
  });
});
