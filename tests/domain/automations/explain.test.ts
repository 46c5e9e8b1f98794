import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { explainEvent } from '#domain/automations/explain.ts';
import { purgeAutomations } from '#domain/automations/purge.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { mergeAsNow } from '../contacts/support.ts';
import { addContact, inboxOf, makeShop, match, missesOf, move, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let contact: number;
beforeEach(async () => {
  await db().execute(sql`delete from automation_inbox`);
  shop = await makeShop(db());
  contact = await addContact(shop);
});

const lastEvent = async () => (await contactEventsOf(shop.admin, contact)).at(-1)?.id ?? 0;

test('says of each automation that was on whether it ran, and if not, why', async () => {
  const to = (statusId: number) => ({ kind: 'status_changed' as const, from: [], to: [statusId] });
  const runs = await makeAutomation(shop.admin, { trigger: to(shop.feito), name: 'Corre' });
  await makeAutomation(shop.admin, {
    trigger: to(shop.feito),
    conditions: { filter: 'all(type.is:customer)' },
    name: 'Falha',
  });
  await makeAutomation(shop.admin, { trigger: to(shop.perdido), name: 'Outro status' });
  await makeAutomation(shop.admin, { trigger: { kind: 'contact_created', ways: [] }, name: 'Outra coisa' });
  await makeAutomation(shop.admin, { trigger: to(shop.feito), isOn: false, name: 'Desligada' });
  await move(shop.admin, contact, shop.feito);
  const eventId = await lastEvent();
  const explain = async () =>
    (await explainEvent(shop.admin, { contactId: contact, eventId })).map(
      ({ automationId: _, ...rest }) => rest,
    );
  expect(await explain()).toContainEqual({ name: 'Corre', is: 'waiting' });
  await match(db());
  expect(await explain()).toEqual([
    { name: 'Corre', is: 'ran', runId: expect.any(Number), state: 'running' },
    {
      name: 'Falha',
      is: 'missed',
      reason: 'condition',
      detail: { join: 'all', failed: ['all(type.is:customer)'] },
    },
    { name: 'Outro status', is: 'unfit', part: 'to' },
    { name: 'Outra coisa', is: 'unfit', part: 'kind' },
  ]);
  // Switched on only now: what was before is none of its business.
  await db().execute(
    sql`update automations set on_since = now() + interval '1 minute' where id = ${runs.id}`,
  );
  expect((await explain()).map(({ name }) => name)).toContain('Corre');
});

test('what was done to many says so', async () => {
  await makeAutomation(shop.admin, { trigger: { kind: 'status_changed', from: [], to: [] } });
  await startBulk(shop.admin, {
    selection: { ids: [contact] },
    change: { kind: 'status', statusId: shop.feito },
    expectedTotal: 1,
    requestId: randomUUID(),
  });
  const explained = await explainEvent(shop.admin, { contactId: contact, eventId: await lastEvent() });
  expect(explained).toMatchObject([{ is: 'quiet' }]);
});

test('what took a move back says so', async () => {
  await makeAutomation(shop.admin, { trigger: { kind: 'status_changed', from: [], to: [shop.novo] } });
  await move(shop.admin, contact, shop.feito);
  await match(db());
  await moveToStatus(shop.admin, { id: contact, version: 2, statusId: shop.novo, isUndo: true });
  expect(await inboxOf(shop.admin)).toEqual([]);
  const explained = await explainEvent(shop.admin, { contactId: contact, eventId: await lastEvent() });
  expect(explained).toMatchObject([{ is: 'quiet' }]);
});

test('what happened to somebody is told where their history is read by now', async () => {
  const { id } = await makeAutomation(shop.admin, {
    trigger: { kind: 'status_changed', from: [], to: [shop.feito] },
  });
  await move(shop.admin, contact, shop.feito);
  const eventId = await lastEvent();
  const kept = await addContact(shop);
  await mergeAsNow(shop.admin, kept, contact);
  const explain = () => explainEvent(shop.admin, { contactId: kept, eventId });
  expect(await explain()).toMatchObject([{ automationId: id, is: 'waiting' }]);
  await match(db());
  expect(await explain()).toMatchObject([{ automationId: id, is: 'ran' }]);
});

describe('misses', () => {
  beforeEach(async () => {
    await makeAutomation(shop.admin, {
      trigger: { kind: 'status_changed', from: [], to: [] },
      conditions: { filter: 'all(type.is:customer)' },
    });
    await move(shop.admin, contact, shop.feito);
    await move(shop.admin, contact, shop.novo);
    await match(db());
  });

  test('go after 30 days; then it is known no more', async () => {
    const eventId = await lastEvent();
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await purgeAutomations(db(), later)).toMatchObject({ misses: expect.any(Number) });
    expect(await missesOf(shop.admin)).toEqual([]);
    expect(await explainEvent(shop.admin, { contactId: contact, eventId })).toMatchObject([
      { is: 'forgotten' },
    ]);
  });
});

test('sales may not ask, nor anybody of another workspace, nor of an event that is somebody else’s', async () => {
  const eventId = await lastEvent();
  const other = await makeShop(db());
  await refused(explainEvent(shop.workspace.sales, { contactId: contact, eventId }), 'forbidden');
  await refused(explainEvent(other.admin, { contactId: contact, eventId }), 'not_found');
  await refused(explainEvent(shop.admin, { contactId: await addContact(shop), eventId }), 'not_found');
  await refused(explainEvent(shop.admin, { contactId: 'x', eventId: -1 }), 'invalid');
});
