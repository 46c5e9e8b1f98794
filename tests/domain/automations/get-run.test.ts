import { beforeAll, expect, test } from 'vitest';
import { getRun } from '#domain/automations/get-run.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Made, makeAutomation, startRun, steps, workAll } from '../../support/run.ts';
import { addContact, makeShop, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let made: Made;
let runId: number;

beforeAll(async () => {
  shop = await makeShop(db());
  made = await makeAutomation(
    shop.admin,
    steps({ kind: 'status', statusId: shop.feito }, { kind: 'note', text: 'Visto' }),
  );
  runId = await startRun(shop.admin, made, await addContact(shop));
  await workAll(shop.admin);
});

test('tells step by step what a run did, with the names of what it touched', async () => {
  const { run, names } = await getRun(shop.admin, { automationId: made.automationId, id: runId });
  expect(run).toMatchObject({ state: 'done', reason: null, cause: null, effects: [], hops: 0 });
  expect(run.trail).toMatchObject([
    { kind: 'status', state: 'done', input: { statusId: shop.feito }, output: { fromStatusId: shop.novo } },
    { kind: 'note', state: 'done', input: { text: 'Visto' } },
  ]);
  expect(names.get(`status ${shop.feito}`)).toBe('Feito');
});

test('is refused to sales; missing, of another automation and of another workspace look the same', async () => {
  const other = await makeShop(db());
  const { automationId } = made;
  await refused(getRun(shop.workspace.sales, { automationId, id: runId }), 'forbidden');
  await refused(getRun(shop.admin, { automationId, id: 999_999_999 }), 'not_found');
  await refused(getRun(shop.admin, { automationId: automationId + 1, id: runId }), 'not_found');
  await refused(getRun(other.admin, { automationId, id: runId }), 'not_found');
});
