import { beforeAll, expect, test } from 'vitest';
import { listMisses } from '#domain/automations/list-misses.ts';
import { parseRunsFilter } from '#domain/automations/runs-filter.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { addContact, makeShop, match, move, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let people: number[];
let automationId: number;

beforeAll(async () => {
  shop = await makeShop(db());
  ({ id: automationId } = await makeAutomation(shop.admin, {
    trigger: { kind: 'status_changed', from: [], to: [] },
    conditions: { filter: 'all(type.is:customer)' },
  }));
  people = [await addContact(shop), await addContact(shop)];
  for (const id of people) await move(shop.admin, id, shop.feito);
  await match(db());
});

const list = (params: Record<string, string> = {}, after: string | null = null) =>
  listMisses(shop.admin, { automationId, filter: parseRunsFilter({ list: 'misses', ...params }), after });

test('what an automation left alone, the latest first, with the condition that failed', async () => {
  const { entries, next } = await list();
  expect(next).toBeNull();
  expect(entries.map(({ contact, reason }) => [contact?.id, reason]).toSorted()).toEqual(
    people.map((id) => [id, 'condition']).toSorted(),
  );
  expect(entries[0]?.detail).toMatchObject({ failed: ['all(type.is:customer)'] });
});

test.each([
  [{ contact: '0' }, 2],
  [{ from: '2099-01-01' }, 0],
  [{ to: '2020-01-01' }, 0],
  [{ from: '2020-01-01', to: '2099-01-01' }, 2],
])('narrowed by %j: %i', async (params, total) => {
  expect((await list(params)).entries).toHaveLength(total);
});

test('one contact alone', async () => {
  const { entries } = await list({ contact: String(people[0]) });
  expect(entries.map(({ contact }) => contact?.id)).toEqual([people[0]]);
});

test('is refused to sales, with a forged cursor, and empty for another workspace', async () => {
  const other = await makeShop(db());
  const asked = { automationId, filter: parseRunsFilter({}), after: null };
  await refused(listMisses(shop.workspace.sales, asked), 'forbidden');
  await refused(list({}, 'forged'), 'invalid');
  expect((await listMisses(other.admin, asked)).entries).toEqual([]);
});
