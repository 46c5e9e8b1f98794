import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contactIdentities } from '#db/schema/contacts.ts';
import { duplicatePairs, duplicateScans } from '#db/schema/merges.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { findDuplicatePairs } from '#domain/duplicates/scan.ts';
import { useDatabase } from '../../support/connect.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let serial = 0;
beforeEach(async () => {
  desk = await makeDesk(db());
});

async function add(firstName: string, lastName: string, facts: object = {}): Promise<number> {
  serial += 1;
  const given = { phone: `1191${String(serial).padStart(7, '0')}`, originId: desk.google, ...facts };
  return (await createContact(desk.admin, { firstName, lastName, ...given })).id;
}

/** `low-high reason` of the pairs of the desk's workspace. */
async function pairs(): Promise<string[]> {
  const rows = await db().select().from(duplicatePairs).where(eq(duplicatePairs.workspaceId, desk.id));
  return rows.map(({ lowId, highId, reason }) => `${lowId}-${highId} ${reason}`).toSorted();
}

/** What each way of being alike must find, whichever way it is looked for. */
async function populate(): Promise<string[]> {
  const acme = { company: 'Padaria São Jorge' };
  const [a, b] = [await add('Ana', 'Souza', acme), await add('ANA', 'SOUSA', acme)];
  const [c, d] = [
    await add('Caio', 'Prado', { email: 'caio.prado@gmail.com' }),
    await add('Caio', 'Prado', { email: 'caio.prado@uol.com.br' }),
  ];
  const [e, f] = [
    await add('Dora', 'Reis', { email: 'dora@ipe.com.br' }),
    await add('Dora', 'Reis', { email: 'dreis@ipe.com.br' }),
  ];
  const [g, h] = [
    await add('Enzo', 'Melo', { phone: '11955554444' }),
    await add('Enzo', 'Melo', { phone: '21955554444' }),
  ];
  const [i, j] = [await add('Helena', 'Cavalcanti'), await add('Helena', 'Cavalcante')];
  const [k, l] = [await add('Wellington', 'Ferreira'), await add('Welington', 'Ferreira')];
  await add('Maria', 'Silva');
  await add('Maria', 'Silva');
  await add('100%', '_\\_', acme);
  return [
    `${a}-${b} alike_name_company`,
    `${c}-${d} same_email_name`,
    `${e}-${f} same_name_domain`,
    `${g}-${h} same_name_phone`,
    `${i}-${j} typo_name`,
    `${k}-${l} typo_name`,
  ].toSorted();
}

test('comparing everybody finds every way of being alike', async () => {
  const expected = await populate();
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual(expected);
});

test('comparing those who changed finds the same', async () => {
  await findDuplicatePairs(db());
  const again = await populate();
  const { compared, blocks } = await findDuplicatePairs(db());
  expect({ compared, blocks }).toEqual({ compared: 15, blocks: 0 });
  expect(await pairs()).toEqual(again);
  expect(await findDuplicatePairs(db())).toEqual({ compared: 0, blocks: 0 });
});

test('a pair goes when nothing speaks for it any more, and comes with the first thing that does', async () => {
  await findDuplicatePairs(db());
  const [a, b] = [await add('Ana', 'Souza', { company: 'Ipê' }), await add('Ana', 'Souza')];
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([]);
  await updateContact(desk.admin, { id: b, version: 1, company: 'ipe' });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([`${a}-${b} same_name_company`]);
  await updateContact(desk.admin, { id: a, version: 1, lastName: 'Prado' });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([]);
});

test('pairs of contacts that are gone go', async () => {
  await findDuplicatePairs(db());
  const [, b] = [
    await add('Ana', 'Souza', { company: 'Ipê' }),
    await add('Ana', 'Souza', { company: 'Ipê' }),
  ];
  await findDuplicatePairs(db());
  expect(await pairs()).toHaveLength(1);
  await deleteContact(desk.admin, { id: b, version: 1 });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([]);
});

test('what somebody dismissed is never proposed again, by neither way', async () => {
  const [a, b] = [
    await add('Ana', 'Souza', { company: 'Ipê' }),
    await add('Ana', 'Souza', { company: 'Ipê' }),
  ];
  await findDuplicatePairs(db());
  await db().update(duplicatePairs).set({ dismissedAt: sql`now()` });
  await updateContact(desk.admin, { id: a, version: 1, notes: 'x' });
  await findDuplicatePairs(db());
  await db().update(duplicateScans).set({ passedAt: sql`now() - interval '8 days'` });
  await findDuplicatePairs(db());
  const [pair] = await db().select().from(duplicatePairs).where(eq(duplicatePairs.lowId, a));
  expect(pair).toMatchObject({ highId: b });
  expect(pair?.dismissedAt).not.toBeNull();
});

test('one phone in two spellings, as old data may have it, also of further identities', async () => {
  const [a, b] = [await add('Ana', '', { phone: '11912345678' }), await add('Caio', '')];
  await db()
    .insert(contactIdentities)
    .values({ workspaceId: desk.id, kind: 'phone', value: '551112345678', contactId: b });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([`${a}-${b} same_phone`]);
  await updateContact(desk.admin, { id: b, version: 1, notes: 'x' });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([`${a}-${b} same_phone`]);
});

test('names that very many share do not flood the page', async () => {
  for (let index = 0; index < 24; index++) await add('Maria', 'Silva', { company: 'Autônoma' });
  await findDuplicatePairs(db());
  expect(await pairs()).toEqual([]);
});

test('a flood of changes, and a week, lead to a full pass; cut short, it goes on where it was', async () => {
  await findDuplicatePairs(db());
  const [a, b] = [
    await add('Ana', 'Souza', { company: 'Ipê' }),
    await add('Ana', 'Souza', { company: 'Ipê' }),
  ];
  // While an import lasts, everybody is not compared every minute.
  expect(await findDuplicatePairs(db(), 1)).toEqual({ compared: 0, blocks: 0 });
  const ours = eq(duplicateScans.workspaceId, desk.id);
  await db().update(duplicateScans).set({ passedAt: sql`now() - interval '16 minutes'` }).where(ours);
  const flood = await findDuplicatePairs(db(), 1);
  expect(flood.blocks).toBeGreaterThan(5);
  expect(await pairs()).toEqual([`${a}-${b} same_name_company`]);
  await db().update(duplicateScans).set({ passedAt: sql`now() - interval '8 days'` }).where(ours);
  expect((await findDuplicatePairs(db())).blocks).toBe(flood.blocks);

  await db().delete(duplicatePairs).where(eq(duplicatePairs.workspaceId, desk.id));
  await db()
    .update(duplicateScans)
    .set({ passBlock: 4, passEventId: 0, passBeganAt: sql`now()` })
    .where(ours);
  expect((await findDuplicatePairs(db())).blocks).toBe(flood.blocks - 4);
  const [scan] = await db().select().from(duplicateScans).where(ours);
  expect(scan).toMatchObject({ passBlock: null, seenEventId: 0 });
});

describe('merged', () => {
  test('the pair of two that were merged goes, those with others stay', async () => {
    const acme = { company: 'Ipê' };
    const [a, b, c] = [
      await add('Ana', 'Souza', acme),
      await add('Ana', 'Souza', acme),
      await add('Ana', 'Souza', acme),
    ];
    await findDuplicatePairs(db());
    expect(await pairs()).toHaveLength(3);
    await mergeContacts(desk.admin, { intoId: a, intoVersion: 1, fromId: b, fromVersion: 1 });
    await findDuplicatePairs(db());
    expect(await pairs()).toEqual([`${a}-${c} same_name_company`]);
  });
});
