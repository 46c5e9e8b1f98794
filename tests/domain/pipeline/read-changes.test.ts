import { beforeEach, describe, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { IDS_MAX, readChanges } from '#domain/pipeline/read-changes.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { addTo, everything, type Funnel, makeFunnel } from './support.ts';

const { db } = useDatabase();
let funnel: Funnel;
beforeEach(async () => {
  funnel = await makeFunnel(db());
});

const placesOf = (changes: Awaited<ReturnType<typeof readChanges>>) =>
  Object.fromEntries(changes.cards.map(({ statusId, card: [id] }) => [id, statusId]));

test('says where each stands now, and all totals', async () => {
  const [stays, moves, goes] = [await addTo(funnel), await addTo(funnel), await addTo(funnel)];
  await moveToStatus(funnel.sales, { id: moves, version: 1, statusId: funnel.fechado });
  await deleteContact(funnel.admin, { id: goes, version: 1 });
  const changes = await readChanges(funnel.sales, everything, { ids: [moves, goes] });
  expect(changes.ids).toEqual([moves, goes]);
  expect(placesOf(changes)).toEqual({ [moves]: funnel.fechado });
  expect(Object.fromEntries(changes.totals)).toEqual({ [funnel.novo]: 1, [funnel.fechado]: 1 });
  expect(stays).toBeGreaterThan(0);
});

test('ids may come as digits; none asks for the totals alone', async () => {
  const id = await addTo(funnel);
  expect(placesOf(await readChanges(funnel.sales, everything, { ids: [String(id)] }))).toEqual({
    [id]: funnel.novo,
  });
  expect(await readChanges(funnel.sales, everything, { ids: [] })).toEqual({
    ids: [],
    cards: [],
    totals: [[funnel.novo, 1]],
  });
});

test.each([['q'], ['origin'], ['from']])(
  'a contact outside the filter (%s) is not on this board',
  async (name) => {
    const inside = await addTo(funnel, { firstName: 'Dentro', originId: funnel.google });
    const outside = await addTo(funnel, { createdAt: new Date('2020-01-01') });
    const values: Record<string, string> = { q: 'dentro', origin: String(funnel.google), from: '2021-01-01' };
    const query = parseBoardQuery({ [name]: values[name] });
    const changes = await readChanges(funnel.sales, query, { ids: [inside, outside] });
    expect(placesOf(changes)).toEqual({ [inside]: funnel.novo });
    expect(Object.fromEntries(changes.totals)[funnel.novo]).toBe(1);
  },
);

describe('tells nothing of', () => {
  test('another workspace’s contacts', async () => {
    const other = await makeFunnel(db());
    const theirs = await addTo(other);
    expect(await readChanges(funnel.admin, everything, { ids: [theirs, 2 ** 52] })).toEqual({
      ids: [theirs, 2 ** 52],
      cards: [],
      totals: [],
    });
  });

  test('others’ contacts to sales staff kept to their own', async () => {
    const own = await makeFunnel(db(), { salesScope: 'own' });
    const mine = await addTo(own, { ownerId: userIdOf(own.sales) });
    const theirs = await addTo(own, { ownerId: userIdOf(own.manager) });
    const changes = await readChanges(own.sales, everything, { ids: [mine, theirs] });
    expect(placesOf(changes)).toEqual({ [mine]: own.novo });
    expect(changes.totals).toEqual([[own.novo, 1]]);
  });
});

test.each([[undefined], ['1,2'], [['x']], [[-1]], [[1.5]], [Array(IDS_MAX + 1).fill(1)]])(
  'refuses ids %j',
  async (ids) => {
    await refused(readChanges(funnel.sales, everything, { ids }), 'invalid');
  },
);
