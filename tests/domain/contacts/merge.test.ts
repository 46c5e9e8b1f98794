import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { consents } from '#db/schema/consents.ts';
import { contacts } from '#db/schema/contacts.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import { duplicatePairs } from '#db/schema/merges.ts';
import { createContact } from '#domain/contacts/create.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import type { StaleContact } from '#domain/contacts/stale.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { verify } from '#domain/verify/verify.ts';
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
let ana: number;
let aninha: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  ana = (
    await createContact(desk.admin, {
      firstName: 'Ana',
      phone: '11912345678',
      notes: 'Gosta de pão',
      originId: desk.whatsapp,
    })
  ).id;
  aninha = (
    await createContact(desk.admin, {
      firstName: 'Ana',
      lastName: 'Souza',
      phone: '21988887777',
      email: 'ana@exemplo.com',
      company: 'Padaria',
      notes: 'Liga à tarde',
      type: 'customer',
      ownerId: userIdOf(desk.sales),
      statusId: desk.contatado,
      originId: desk.google,
    })
  ).id;
});

const pair = () => ({ intoId: ana, intoVersion: 1, fromId: aninha, fromVersion: 1 });

test('one contact is left, with everything of both', async () => {
  const merged = await mergeContacts(desk.sales, pair());
  expect(merged).toMatchObject({
    id: ana,
    version: 2,
    name: 'Ana Souza',
    fromId: aninha,
    fromName: 'Ana Souza',
  });
  expect(await contactRow(desk.admin, ana)).toMatchObject({
    firstName: 'Ana',
    lastName: 'Souza',
    type: 'customer',
    phone: '5521988887777',
    email: 'ana@exemplo.com',
    company: 'Padaria',
    notes: 'Gosta de pão\n\nLiga à tarde',
    ownerId: userIdOf(desk.sales),
    statusId: desk.contatado,
    originId: desk.whatsapp,
    version: 2,
  });
  expect(await contactRow(desk.admin, aninha)).toBeUndefined();
  expect(await identitiesOf(desk.admin, ana)).toEqual([
    'email ana@exemplo.com',
    'phone 5511912345678',
    'phone 5521988887777',
  ]);
  expect(await contactTotal(desk.admin)).toBe(1);
  expect(await talliesOf(desk.admin)).toEqual({ [desk.novo]: 0, [desk.contatado]: 1 });
  expect(await verify(db())).toEqual([]);
});

test('both histories are read as one, each event saying whom it happened to', async () => {
  await mergeContacts(desk.sales, pair());
  const { events } = await contactTimeline(desk.admin, { id: ana });
  expect(events.map(({ kind, of }) => [kind, of?.name ?? null])).toEqual([
    ['contact.merged', null],
    ['contact.status_changed', null],
    ['contact.owner_changed', null],
    ['contact.updated', null],
    ['contact.created', 'Ana Souza'],
    ['contact.created', null],
  ]);
  expect(events[0]).toMatchObject({
    isBulk: false,
    changes: [{ field: 'fromId', from: null, to: { name: 'Ana Souza' } }],
  });
  const gone = await contactEventsOf(desk.admin, aninha);
  expect(gone.at(-1)).toMatchObject({
    kind: 'contact.merged',
    before: { statusId: desk.contatado, originId: desk.google, ownerId: userIdOf(desk.sales) },
    after: { intoId: ana },
  });
});

test('each field as chosen', async () => {
  const choices = {
    name: 'into',
    type: 'into',
    phone: 'into',
    email: 'into',
    company: 'into',
    notes: 'from',
    ownerId: 'into',
    statusId: 'into',
    originId: 'from',
  };
  await mergeContacts(desk.sales, { ...pair(), choices });
  expect(await contactRow(desk.admin, ana)).toMatchObject({
    lastName: '',
    type: 'lead',
    phone: '5511912345678',
    email: null,
    company: '',
    notes: 'Liga à tarde',
    ownerId: null,
    statusId: desk.novo,
    originId: desk.google,
  });
  // Found by it all the same.
  expect(await identitiesOf(desk.admin, ana)).toContain('email ana@exemplo.com');
});

test('groups, consents and the proposals of others come along; an opt-out of either holds', async () => {
  const day = new Date('2026-03-01T12:00:00Z');
  const workspaceId = desk.id;
  const made = await db()
    .insert(groups)
    .values([
      { workspaceId, name: 'A', nameKey: 'a' },
      { workspaceId, name: 'B', nameKey: 'b' },
    ])
    .returning();
  const [a = 0, b = 0] = made.map(({ id }) => id);
  await db()
    .insert(groupMembers)
    .values([
      { workspaceId, groupId: a, contactId: ana },
      { workspaceId, groupId: a, contactId: aninha },
      { workspaceId, groupId: b, contactId: aninha },
    ]);
  await db().insert(consents).values({
    workspaceId,
    contactId: aninha,
    purpose: 'marketing',
    wording: 'Sim',
    source: 'form',
    givenAt: day,
  });
  const third = await createContact(desk.admin, {
    firstName: 'C',
    email: 'c@exemplo.com',
    originId: desk.google,
  });
  const found = { workspaceId, reason: 'same_name_company', score: 0.9, foundAt: day };
  await db()
    .insert(duplicatePairs)
    .values([
      { ...found, lowId: ana, highId: aninha },
      { ...found, lowId: aninha, highId: third.id, dismissedAt: day },
    ]);
  await db().update(contacts).set({ optedOutAt: day }).where(eq(contacts.id, aninha));
  await mergeContacts(desk.sales, pair());
  const members = await db().select().from(groupMembers).where(eq(groupMembers.contactId, ana));
  expect(members.map(({ groupId }) => groupId).toSorted((x, y) => x - y)).toEqual([a, b]);
  expect(await db().$count(consents, eq(consents.contactId, ana))).toBe(1);
  expect(await contactRow(desk.admin, ana)).toMatchObject({ optedOutAt: day });
  const proposed = and(eq(duplicatePairs.lowId, ana), eq(duplicatePairs.highId, third.id));
  expect(await db().select().from(duplicatePairs).where(proposed)).toMatchObject([{ dismissedAt: day }]);
});

describe('refused', () => {
  test('with itself, with nobody, with another workspace’s', async () => {
    const theirs = await makeDesk(db());
    const other = await createContact(theirs.admin, {
      firstName: 'X',
      email: 'x@x.com',
      originId: theirs.google,
    });
    const error = await refused(mergeContacts(desk.admin, { ...pair(), fromId: ana }), 'invalid');
    expect(error.fields).toEqual({ fromId: { code: 'same_contact' } });
    await refused(mergeContacts(desk.admin, { ...pair(), fromId: 999_999_999 }), 'not_found');
    await refused(mergeContacts(desk.admin, { ...pair(), fromId: other.id }), 'not_found');
    await refused(mergeContacts(desk.admin, { ...pair(), intoId: other.id }), 'not_found');
    for (const fromId of [-1, 'abc', 2 ** 53, null, [aninha], {}])
      await refused(mergeContacts(desk.admin, { ...pair(), fromId }), 'invalid');
    await refused(mergeContacts(desk.admin, { ...pair(), choices: { name: 'both' } }), 'invalid');
    expect(await contactTotal(desk.admin)).toBe(2);
  });

  test('sales staff confined to their own contacts reach no others', async () => {
    const confined = await makeDesk(db(), { salesScope: 'own' });
    const make = (facts: object) =>
      createContact(confined.admin, { firstName: 'X', originId: confined.google, ...facts });
    const own = await make({ phone: '11911111111', ownerId: userIdOf(confined.sales) });
    const hidden = await make({ phone: '11922222222', ownerId: userIdOf(confined.admin) });
    const asked = { intoId: own.id, intoVersion: 1, fromId: hidden.id, fromVersion: 1 };
    await refused(mergeContacts(confined.sales, asked), 'not_found');
    await mergeContacts(confined.manager, asked);
  });

  test('a side that changed meanwhile is shown as it is now', async () => {
    await updateContact(desk.admin, { id: aninha, version: 1, company: 'Outra' });
    const error = await refused(mergeContacts(desk.sales, pair()), 'stale');
    expect((error.details as StaleContact).current).toMatchObject({ id: aninha, company: 'Outra' });
    expect(await contactTotal(desk.admin)).toBe(2);
  });

  test('notes that are too long together, unless one is chosen', async () => {
    await updateContact(desk.admin, { id: ana, version: 1, notes: 'a'.repeat(6000) });
    await updateContact(desk.admin, { id: aninha, version: 1, notes: 'b'.repeat(6000) });
    const asked = { ...pair(), intoVersion: 2, fromVersion: 2 };
    const error = await refused(
      mergeContacts(desk.sales, { ...asked, choices: { notes: 'both' } }),
      'invalid',
    );
    expect(error.fields).toMatchObject({ notes: { code: 'too_long' } });
    await mergeContacts(desk.sales, asked);
    expect((await contactRow(desk.admin, ana))?.notes).toBe('a'.repeat(6000));
  });
});

describe('at once', () => {
  test('two merges of one contact: one is accepted', async () => {
    const third = await createContact(desk.admin, {
      firstName: 'C',
      email: 'c@exemplo.com',
      originId: desk.google,
    });
    const results = await Promise.allSettled([
      mergeContacts(desk.admin, pair()),
      mergeContacts(desk.manager, { ...pair(), intoId: third.id }),
      mergeContacts(desk.sales, { intoId: aninha, intoVersion: 1, fromId: ana, fromVersion: 1 }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await contactTotal(desk.admin)).toBe(2);
    expect(await verify(db())).toEqual([]);
  });

  test('merging while it is edited, its status retired and its origin merged', async () => {
    for (let round = 0; round < 4; round++) {
      const own = await makeDesk(db());
      const make = (phone: string, statusId: number, originId: number) =>
        createContact(own.admin, { firstName: 'X', phone, statusId, originId });
      const into = await make('11911111111', own.novo, own.whatsapp);
      const from = await make('11922222222', own.contatado, own.google);
      const results = await Promise.allSettled([
        mergeContacts(own.admin, { intoId: into.id, intoVersion: 1, fromId: from.id, fromVersion: 1 }),
        retireStatus(own.admin, { id: own.contatado, moveContactsTo: own.novo }),
        mergeOrigins(own.admin, { fromId: own.google, intoId: own.whatsapp }),
        updateContact(own.sales, { id: into.id, version: 1, company: 'Padaria' }),
      ]);
      for (const result of results)
        if (result.status === 'rejected')
          expect(['stale', 'not_found', 'in_use']).toContain(result.reason.code);
      expect(await verify(db())).toEqual([]);
    }
  });
});
