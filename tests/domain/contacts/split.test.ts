import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { fields, fieldValues } from '#db/schema/fields.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import { contactMerges, duplicatePairs } from '#db/schema/merges.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { moveIdentity } from '#domain/contacts/move-identity.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactRow,
  contactTotal,
  type Desk,
  identitiesOf,
  makeDesk,
  mergeAsNow,
  standingOf,
  talliesOf,
  userIdOf,
} from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let ana: number;
let bia: number;
let caio: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  const make = async (facts: object) =>
    (await createContact(desk.admin, { originId: desk.whatsapp, ...facts })).id;
  ana = await make({ firstName: 'Ana', phone: '11912345678' });
  bia = await make({
    firstName: 'Bia Souza',
    phone: '21988887777',
    email: 'bia@exemplo.com',
    company: 'Padaria',
    type: 'customer',
    statusId: desk.contatado,
    originId: desk.google,
    ownerId: userIdOf(desk.sales),
  });
  caio = await make({ firstName: 'Caio Lima Reis', phone: '31977776666', company: 'Oficina' });
});

const merge = (intoId: number, fromId: number, choices?: object) =>
  mergeAsNow(desk.admin, intoId, fromId, choices);
const standing = (id: number) => standingOf(desk.admin, id);

test('both are as they were before', async () => {
  const before = [await standing(ana), await standing(bia)];
  const tallies = await talliesOf(desk.admin);
  const { mergeId } = await merge(ana, bia);
  const split = await splitContact(desk.sales, { mergeId });
  expect(split).toMatchObject({
    id: ana,
    from: { id: bia },
    name: 'Bia Souza',
    kept: [],
    isStatusReplaced: false,
  });
  expect([await standing(ana), await standing(bia)]).toEqual(before);
  expect(await talliesOf(desk.admin)).toEqual(tallies);
  expect(await verify(db())).toEqual([]);
  const told = async (id: number) =>
    (await contactTimeline(desk.admin, { id })).events
      .map(({ kind }) => kind)
      .filter((kind) => /merged|split/.test(kind));
  expect(await told(ana)).toEqual(['contact.split', 'contact.merged']);
  expect(await told(bia)).toEqual(['contact.split', 'contact.merged']);
});

test('groups and custom fields, too', async () => {
  const workspaceId = desk.id;
  const [group] = await db().insert(groups).values({ workspaceId, name: 'A', nameKey: 'a' }).returning();
  const [field] = await db()
    .insert(fields)
    .values({ workspaceId, name: 'Tamanho', nameKey: 'tamanho', kind: 'text', position: 1 })
    .returning();
  await db()
    .insert(groupMembers)
    .values({ workspaceId, groupId: group?.id ?? 0, contactId: bia });
  await db()
    .insert(fieldValues)
    .values([
      { workspaceId, fieldId: field?.id ?? 0, contactId: ana, text: 'P' },
      { workspaceId, fieldId: field?.id ?? 0, contactId: bia, text: 'G' },
    ]);
  const before = [await standing(ana), await standing(bia)];
  const { mergeId } = await mergeContacts(desk.admin, {
    intoId: ana,
    intoVersion: 1,
    fromId: bia,
    fromVersion: 1,
    answers: { [field?.id ?? 0]: 'from' },
  });
  expect(await standing(ana)).toMatchObject({ grouped: [group?.id], values: [{ text: 'G' }] });
  await splitContact(desk.admin, { mergeId });
  expect([await standing(ana), await standing(bia)]).toEqual(before);
});

test('what somebody changed since stays, and is told', async () => {
  const { mergeId, version } = await merge(ana, bia);
  await updateContact(desk.admin, { id: ana, version, company: 'Confeitaria', lastName: 'Prado' });
  const split = await splitContact(desk.admin, { mergeId });
  expect(split.kept.toSorted()).toEqual(['company']);
  expect(await contactRow(desk.admin, ana)).toMatchObject({
    company: 'Confeitaria',
    lastName: 'Prado',
    email: null,
    phone: '5511912345678',
  });
});

test('there and back counts as changed', async () => {
  const { mergeId, version } = await merge(ana, bia);
  await updateContact(desk.admin, { id: ana, version, company: 'X' });
  await updateContact(desk.admin, { id: ana, version: version + 1, company: 'Padaria' });
  expect((await splitContact(desk.admin, { mergeId })).kept).toEqual(['company']);
});

describe('two merges into one', () => {
  for (const order of ['first', 'last'] as const) {
    test(`the ${order} one is split off first: in the end all are as before`, async () => {
      const before = [await standing(ana), await standing(bia), await standing(caio)];
      const first = await merge(ana, bia);
      const second = await merge(ana, caio, { company: 'from', name: 'from' });
      const merges = order === 'first' ? [first, second] : [second, first];
      for (const { mergeId } of merges) {
        const split = await splitContact(desk.admin, { mergeId });
        expect(split.kept).toEqual([]);
        expect(await verify(db())).toEqual([]);
      }
      expect([await standing(ana), await standing(bia), await standing(caio)]).toEqual(before);
    });
  }

  test('one of them had opted out: the survivor stays opted out as long as that one is in it', async () => {
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')];
    await db().update(contacts).set({ optedOutAt: early }).where(eq(contacts.id, bia));
    await db().update(contacts).set({ optedOutAt: late }).where(eq(contacts.id, caio));
    const first = await merge(ana, bia);
    const second = await merge(ana, caio);
    await splitContact(desk.admin, { mergeId: first.mergeId });
    expect((await contactRow(desk.admin, ana))?.optedOutAt).toEqual(late);
    await splitContact(desk.admin, { mergeId: second.mergeId });
    expect((await contactRow(desk.admin, ana))?.optedOutAt).toBeNull();
  });
});

describe('the world went on', () => {
  test('its status was retired and its origin merged', async () => {
    const { mergeId } = await merge(ana, bia, { statusId: 'into' });
    await retireStatus(desk.admin, { id: desk.contatado });
    await mergeOrigins(desk.admin, { fromId: desk.google, intoId: desk.whatsapp });
    const split = await splitContact(desk.admin, { mergeId });
    expect(split.isStatusReplaced).toBe(true);
    expect(await contactRow(desk.admin, bia)).toMatchObject({ statusId: desk.novo, originId: desk.whatsapp });
    expect(await verify(db())).toEqual([]);
  });

  test('a phone that went on to somebody else stays there', async () => {
    const { mergeId, version } = await merge(ana, bia);
    await moveIdentity(desk.admin, { id: ana, version, kind: 'phone', value: '5521988887777', toId: caio });
    await splitContact(desk.admin, { mergeId });
    expect(await contactRow(desk.admin, bia)).toMatchObject({ phone: null, email: 'bia@exemplo.com' });
    expect(await identitiesOf(desk.admin, caio)).toContain('phone 5521988887777');
    expect(await verify(db())).toEqual([]);
  });

  test('nothing is left to know it by: refused, and nothing is written', async () => {
    const { mergeId } = await merge(ana, caio);
    const move = { id: ana, version: 2, kind: 'phone', value: '5531977776666', toId: bia };
    await moveIdentity(desk.admin, move);
    const error = await refused(splitContact(desk.admin, { mergeId }), 'invalid');
    expect(error.fields).toEqual({ form: { code: 'nothing_left' } });
    expect(await contactTotal(desk.admin)).toBe(2);
  });

  test('the survivor was itself merged: that one first', async () => {
    const first = await merge(ana, bia);
    const second = await merge(caio, ana);
    const error = await refused(splitContact(desk.admin, { mergeId: first.mergeId }), 'in_use');
    expect(error.details).toEqual({ mergedInto: caio });
    await splitContact(desk.admin, { mergeId: second.mergeId });
    await splitContact(desk.admin, { mergeId: first.mergeId });
    expect(await contactTotal(desk.admin)).toBe(3);
    expect(await verify(db())).toEqual([]);
  });

  test('the survivor is in the trash', async () => {
    const { mergeId, version } = await merge(ana, bia);
    await deleteContact(desk.admin, { id: ana, version });
    await refused(splitContact(desk.admin, { mergeId }), 'not_found');
  });
});

test('only what somebody split on purpose is never proposed again', async () => {
  const pair = and(eq(duplicatePairs.lowId, ana), eq(duplicatePairs.highId, bia));
  const { mergeId } = await merge(ana, bia);
  await splitContact(desk.admin, { mergeId, isUndo: true });
  expect(await db().select().from(duplicatePairs).where(pair)).toEqual([]);
  const again = await merge(ana, bia);
  await splitContact(desk.admin, { mergeId: again.mergeId });
  expect(await db().select().from(duplicatePairs).where(pair)).toMatchObject([
    { dismissedBy: userIdOf(desk.admin) },
  ]);
});

test('refused: twice, another workspace’s, hostile ids, and who may not see it', async () => {
  const { mergeId } = await merge(ana, bia);
  const theirs = await makeDesk(db());
  await refused(splitContact(theirs.admin, { mergeId }), 'not_found');
  for (const id of [-1, 'x', 2 ** 53, null, [mergeId]])
    await refused(splitContact(desk.admin, { mergeId: id }), 'invalid');
  const tried = await Promise.allSettled([1, 2, 3].map(() => splitContact(desk.admin, { mergeId })));
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await refused(splitContact(desk.admin, { mergeId }), 'not_found');
});

test('whoever was erased does not come back', async () => {
  const { mergeId } = await merge(ana, bia);
  await db().update(contactMerges).set({ taken: {}, before: {} }).where(eq(contactMerges.id, mergeId));
  await refused(splitContact(desk.admin, { mergeId }), 'not_found');
  expect(await contactTotal(desk.admin)).toBe(2);
});
