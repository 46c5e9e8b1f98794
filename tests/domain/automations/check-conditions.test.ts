import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkConditions } from '#domain/automations/check-conditions.ts';
import { startRuns } from '#domain/automations/start-runs.ts';
import type { Conditions } from '#domain/automations/types.ts';
import { inTransaction } from '#domain/ctx.ts';
import { EVERYBODY, makeAutomation, type TestAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { addContact, makeShop, match, missesOf, move, runsOf, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let automation: TestAutomation;
let contact: number;
beforeEach(async () => {
  shop = await makeShop(db());
  automation = await makeAutomation(shop.admin, { trigger: { kind: 'owner_changed', to: [] } });
  contact = await addContact(shop);
});

const check = (conditions: Partial<Conditions>, now = new Date(), contactIds = [contact]) =>
  inTransaction(shop.admin, (tx) =>
    checkConditions(tx, {
      automationId: automation.id,
      conditions: { ...EVERYBODY, ...conditions },
      contactIds,
      now,
    }),
  );

const run = (source: string, contactId = contact) =>
  inTransaction(shop.admin, (tx) =>
    startRuns(tx, [
      {
        automationId: automation.id,
        versionId: automation.versionId,
        contactId,
        source,
        eventId: null,
        causeRunId: null,
        hops: 0,
        bulkId: null,
        importId: null,
      },
    ]),
  );

describe('the filter', () => {
  test('lets everybody in who matches, and says of the others which conditions failed', async () => {
    const other = await addContact(shop);
    await move(shop.admin, other, shop.feito);
    const filter = `all(status.is:${shop.novo};type.is:lead;any(origin.is:${shop.other};owner.is:none))`;
    const verdicts = await check({ filter }, new Date(), [contact, other]);
    expect(verdicts.get(contact)).toBeNull();
    expect(verdicts.get(other)).toEqual({
      reason: 'condition',
      detail: { join: 'all', failed: [`all(status.is:${shop.novo})`] },
    });
  });

  test('of which any condition may hold fails with all of them', async () => {
    const filter = `any(status.is:${shop.feito};origin.is:${shop.other})`;
    expect((await check({ filter })).get(contact)).toEqual({
      reason: 'condition',
      detail: { join: 'any', failed: [`all(status.is:${shop.feito})`, `all(origin.is:${shop.other})`] },
    });
    await move(shop.admin, contact, shop.feito);
    expect((await check({ filter })).get(contact)).toBeNull();
  });

  test('that nobody understands, or that names what is gone, lets nobody in', async () => {
    for (const filter of ['all(nonsense)', 'all(status.is:999999)'])
      expect((await check({ filter })).get(contact)).toMatchObject({ reason: 'condition' });
  });

  test('is not met by those who are not there, or are of another workspace', async () => {
    const other = await makeShop(db());
    const stranger = await addContact(other);
    const verdicts = await check({ filter: 'all(type.is:lead)' }, new Date(), [stranger, 999_999_999]);
    expect([...verdicts.values()].map((verdict) => verdict?.reason)).toEqual(['condition', 'condition']);
  });
});

describe('hours', () => {
  const friday = (time: string) => new Date(`2026-11-20T${time}:00-03:00`);
  const hours = { fri: [['09:00', '18:00']] as [string, string][] };

  test('are where the workspace is', async () => {
    expect((await check({ hours }, friday('17:59'))).get(contact)).toBeNull();
    expect((await check({ hours }, friday('18:00'))).get(contact)).toEqual({
      reason: 'hours',
      detail: { at: '2026-11-20T21:00:00.000Z' },
    });
  });

  test('may be those of the workspace; without any, it always works', async () => {
    expect((await check({ hours: 'workspace' }, friday('03:00'))).get(contact)).toBeNull();
    await db().execute(sql`
      insert into auto_leads (workspace_id, working_hours) values (${shop.workspace.id}, ${JSON.stringify(hours)}::jsonb)`);
    expect((await check({ hours: 'workspace' }, friday('03:00'))).get(contact)).toMatchObject({
      reason: 'hours',
    });
    expect((await check({ hours: 'workspace' }, friday('10:00'))).get(contact)).toBeNull();
  });
});

describe('how often', () => {
  test('once is once, and every so many days counts from the last time', async () => {
    const other = await addContact(shop);
    expect((await check({ repeat: 'once' })).get(contact)).toBeNull();
    await run('event:1');
    await db().execute(sql`update automation_runs set started_at = now() - interval '3 days'`);
    const verdicts = await check({ repeat: 'once' }, new Date(), [contact, other]);
    expect(verdicts.get(contact)).toEqual({
      reason: 'repeat',
      detail: { lastAt: expect.any(String), days: null },
    });
    expect(verdicts.get(other)).toBeNull();
    expect((await check({ repeat: 'every_days', repeatDays: 4 })).get(contact)).toMatchObject({
      reason: 'repeat',
    });
    expect((await check({ repeat: 'every_days', repeatDays: 2 })).get(contact)).toBeNull();
  });

  test('holds for two events at the same moment too, worked on together or by two workers', async () => {
    const once = await makeAutomation(shop.admin, {
      trigger: { kind: 'status_changed', from: [], to: [] },
      conditions: { repeat: 'once' },
    });
    await move(shop.admin, contact, shop.feito);
    await move(shop.admin, contact, shop.novo);
    await move(shop.admin, contact, shop.feito);
    await match(db());
    expect((await runsOf(shop.admin)).filter((one) => one.automation === once.id)).toHaveLength(1);
    expect((await missesOf(shop.admin)).map(({ reason }) => reason)).toEqual(['repeat', 'repeat']);
    const others = await Promise.all(Array.from({ length: 6 }, () => addContact(shop)));
    await Promise.all(
      others.map(async (id) => {
        await move(shop.admin, id, shop.feito);
        await Promise.all([match(db()), move(shop.admin, id, shop.novo)]);
        await match(db());
      }),
    );
    await match(db());
    const runs = (await runsOf(shop.admin)).filter((one) => others.includes(one.contact));
    expect(runs.map((one) => one.contact).toSorted()).toEqual(others.toSorted());
  });
});

test('a run of the same automation and source is there once, however many ask', async () => {
  const made = await Promise.all([run('event:7'), run('event:7'), run('event:7')]);
  expect(made.flat()).toHaveLength(1);
});

test('sales may neither ask nor start', async () => {
  const asked = {
    automationId: automation.id,
    conditions: EVERYBODY,
    contactIds: [contact],
    now: new Date(),
  };
  await refused(checkConditions(shop.workspace.sales, asked), 'forbidden');
  await refused(startRuns(shop.workspace.sales, []), 'forbidden');
});
