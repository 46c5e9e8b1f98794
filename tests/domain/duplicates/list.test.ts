import { beforeEach, expect, test } from 'vitest';
import { duplicatePairs } from '#db/schema/merges.ts';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { dismissDuplicate, reopenDuplicate } from '#domain/duplicates/dismiss.ts';
import { listDuplicates, PAIRS_PER_PAGE } from '#domain/duplicates/list.ts';
import { duplicatesHref, parseDuplicateQuery } from '#domain/duplicates/query.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(db(), { salesScope: 'own' });
});

async function add(name: string, facts: object = {}): Promise<number> {
  const given = { firstName: name, email: `${name}@exemplo.com`, originId: desk.google };
  return (await createContact(desk.admin, { ...given, ...facts })).id;
}

async function pair(lowId: number, highId: number, score = 0.9, reason = 'same_name_company') {
  await db()
    .insert(duplicatePairs)
    .values({ workspaceId: desk.id, lowId, highId, score, reason, foundAt: new Date() });
}

const all = { reason: null, cursor: null };

test('the likeliest first, page by page, there and back, each once', async () => {
  const ids: number[] = [];
  for (let index = 0; index < 8; index++) ids.push(await add(`p${index}`));
  let made = 0;
  for (const [index, low] of ids.entries())
    for (const high of ids.slice(index + 1)) await pair(low, high, (made++ % 3) / 3 + 0.1);
  const first = await listDuplicates(desk.admin, all);
  expect(first.count).toEqual({ total: 28, isExact: true });
  expect(first.pairs).toHaveLength(PAIRS_PER_PAGE);
  expect(first.previous).toBeNull();
  const second = await listDuplicates(desk.admin, { reason: null, cursor: { after: first.next ?? '' } });
  const scores = [...first.pairs, ...second.pairs].map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  const keys = [...first.pairs, ...second.pairs].map(({ sides }) => `${sides[0].id} ${sides[1].id}`);
  expect(new Set(keys).size).toBe(28);
  expect(second.next).toBeNull();
  const back = await listDuplicates(desk.admin, { reason: null, cursor: { before: second.previous ?? '' } });
  expect(back.pairs).toEqual(first.pairs);
  await refused(listDuplicates(desk.admin, { reason: null, cursor: { after: 'forged' } }), 'invalid');
});

test('by reason; not those of contacts that are gone; only what may be seen; only one’s own workspace', async () => {
  const [a, b, c] = [await add('a'), await add('b'), await add('c', { ownerId: userIdOf(desk.admin) })];
  await pair(a, b);
  await pair(a, c, 0.6, 'typo_name');
  const reasons = async (ctx = desk.admin, query = {}) =>
    (await listDuplicates(ctx, { ...all, ...query })).pairs.map(({ reason }) => reason);
  expect(await reasons()).toEqual(['same_name_company', 'typo_name']);
  expect(await reasons(desk.admin, { reason: 'typo_name' })).toEqual(['typo_name']);
  expect(await reasons(desk.sales)).toEqual(['same_name_company']);
  expect((await listDuplicates(desk.sales, all)).count.total).toBe(1);
  expect(await reasons((await makeDesk(db())).admin)).toEqual([]);
  await deleteContact(desk.admin, { id: b, version: 1 });
  expect(await reasons()).toEqual(['typo_name']);
});

test('dismissed for good, with its event, once; and taken back', async () => {
  const [a, b, c] = [await add('a'), await add('b'), await add('c', { ownerId: userIdOf(desk.admin) })];
  await pair(a, b);
  await pair(a, c);
  await dismissDuplicate(desk.sales, { lowId: b, highId: a });
  await dismissDuplicate(desk.sales, { lowId: a, highId: b });
  expect((await listDuplicates(desk.admin, all)).pairs).toHaveLength(1);
  const told = async () =>
    (await workspaceEventsOf(desk.admin))
      .filter(({ subjectKind }) => subjectKind === 'duplicate')
      .map(({ kind }) => kind);
  expect(await told()).toEqual(['duplicates.dismissed']);
  await reopenDuplicate(desk.sales, { lowId: a, highId: b });
  expect((await listDuplicates(desk.admin, all)).pairs).toHaveLength(2);
  expect(await told()).toEqual(['duplicates.dismissed', 'duplicates.reopened']);

  await refused(dismissDuplicate(desk.sales, { lowId: a, highId: c }), 'not_found');
  await refused(dismissDuplicate(desk.admin, { lowId: b, highId: c }), 'not_found');
  await refused(dismissDuplicate((await makeDesk(db())).admin, { lowId: a, highId: b }), 'not_found');
  for (const lowId of [-1, 'x', 2 ** 53, null, {}])
    await refused(dismissDuplicate(desk.admin, { lowId, highId: b }), 'invalid');
});

test.each([
  [{}, '/duplicates'],
  [{ reason: 'typo_name' }, '/duplicates?reason=typo_name'],
  [{ reason: 'x', after: ['a'] }, '/duplicates'],
  [{ reason: 'typo_name', after: 'abc' }, '/duplicates?reason=typo_name&after=abc'],
])('the address %j', (params, href) => {
  expect(duplicatesHref(parseDuplicateQuery(params))).toBe(href);
});
