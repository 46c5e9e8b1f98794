import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { automationInbox } from '#db/schema/automations.ts';
import { cancelStarted, countStarted, countStartedOf } from '#domain/automations/act-on-many.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { undoBulk } from '#domain/bulk/undo.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { restoreStatus } from '#domain/statuses/restore.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { addContact, inboxOf, makeShop, match, missesOf, move, runsOf, type Shop } from './support.ts';

const { db, url } = useDatabase();
let shop: Shop;
let contacts: number[];
beforeEach(async () => {
  await db().execute(sql`delete from automation_inbox`);
  shop = await makeShop(db());
  contacts = [];
  for (let made = 0; made < 6; made++) contacts.push(await addContact(shop));
  await makeAutomation(shop.admin, { trigger: { kind: 'status_changed', from: [], to: [] } });
});

const start = (firesAutomations: boolean, statusId = shop.feito) =>
  startBulk(shop.admin, {
    selection: { ids: contacts },
    change: { kind: 'status', statusId },
    expectedTotal: contacts.length,
    requestId: randomUUID(),
    firesAutomations,
  });

const makeDue = (rows: number) =>
  db().execute(sql`
    update automation_inbox set due_at = now() where (workspace_id, id) in (
      select workspace_id, id from automation_inbox where workspace_id = ${shop.workspace.id} order by due_at limit ${rows})`);

describe('an act on many', () => {
  test('sets nothing off unless asked, nor does taking it back', async () => {
    const quiet = await start(false);
    await undoBulk(shop.admin, { id: quiet.id });
    expect(await inboxOf(shop.admin)).toEqual([]);
    const asked = await start(true);
    expect(await inboxOf(shop.admin)).toHaveLength(6);
    await undoBulk(shop.admin, { id: asked.id });
    expect(await inboxOf(shop.admin)).toHaveLength(6);
  });

  test('that was asked does so contact by contact, a tenth of a second apart', async () => {
    const { id } = await start(true);
    const [spread] = await db().execute<{ ms: number; first: number }>(sql`
      select round(extract(epoch from max(due_at) - min(due_at)) * 1000)::int as ms from automation_inbox where bulk_id = ${id}`);
    expect(spread?.ms).toBe(500);
    expect(await countStarted(shop.admin, { bulkId: id })).toEqual({
      waiting: 6,
      runs: {},
      misses: 0,
      cancelledAt: null,
    });
    await makeDue(2);
    await match(db());
    expect((await runsOf(shop.admin)).filter(({ bulk }) => bulk === id).length).toBeGreaterThanOrEqual(2);
  });

  test('can be called off: what waits goes, what runs ends, what it has yet to change is silent', async () => {
    const { id } = await start(true);
    await makeDue(2);
    await match(db());
    const begun = (await runsOf(shop.admin)).length;
    const { events, runs } = await cancelStarted(shop.admin, { bulkId: id });
    expect(events + begun).toBe(6);
    expect(runs).toBe(begun);
    expect(await inboxOf(shop.admin)).toEqual([]);
    const tally = await countStarted(shop.admin, { bulkId: id });
    expect(tally).toEqual({
      waiting: 0,
      runs: { cancelled: begun },
      misses: 0,
      cancelledAt: expect.any(Date),
    });
    expect(await cancelStarted(shop.admin, { bulkId: id })).toEqual({ events: 0, runs: 0 });
    // Single moves go on as ever.
    await move(shop.admin, contacts[0] ?? 0, shop.perdido);
    await match(db());
    expect(await runsOf(shop.admin)).toHaveLength(begun + 1);
  });

  test('is counted beside others, each by itself; another workspace counts none', async () => {
    const first = await start(true);
    await db().execute(sql`update automation_inbox set due_at = now()`);
    await match(db());
    const second = await start(true, shop.perdido);
    const tallies = await countStartedOf(shop.admin, 'bulk', [first.id, second.id]);
    expect([...tallies].toSorted(([one], [other]) => one - other)).toEqual([
      [first.id, { waiting: 0, runs: { running: 6 }, misses: 0, cancelledAt: null }],
      [second.id, { waiting: 6, runs: {}, misses: 0, cancelledAt: null }],
    ]);
    const other = await makeShop(db());
    expect(await countStartedOf(other.admin, 'bulk', [first.id, second.id])).toEqual(new Map());
  });

  test('of another workspace is not touched', async () => {
    const { id } = await start(true);
    const other = await makeShop(db());
    expect(await cancelStarted(other.admin, { bulkId: id })).toEqual({ events: 0, runs: 0 });
    expect(await inboxOf(shop.admin)).toHaveLength(6);
  });

  test('such as retiring a status, and bringing it back, sets nothing off', async () => {
    await db().execute(sql`
      update contacts set status_id = ${shop.perdido} where workspace_id = ${shop.workspace.id} and id = ${contacts[0] ?? 0}`);
    const { changeId } = await retireStatus(shop.admin, { id: shop.perdido, moveContactsTo: shop.novo });
    await restoreStatus(shop.admin, { changeId });
    expect(await inboxOf(shop.admin)).toEqual([]);
  });
});

describe('an import', () => {
  const lines = csv(['Nome', 'Telefone'], ['Ana', '11912345678'], ['Bia', '11912345679']);

  test('sets nothing off unless asked; asked, contact by contact; taken back, nothing', async () => {
    const { ctx, shop: bench, originId } = await makeImportWorld(db(), url());
    await makeAutomation(ctx, { trigger: { kind: 'contact_created', ways: ['import'] } });
    await importFile(bench, ctx, lines, { originId });
    expect(await inboxOf(ctx)).toEqual([]);
    await db().execute(sql`delete from contacts where workspace_id = ${ctx.workspace.id}`);
    const { id } = await importFile(
      bench,
      ctx,
      csv(['Nome', 'Telefone'], ['Caio', '11912345670'], ['Duda', '11912345671']),
      {
        originId,
        runsAutomations: true,
      },
    );
    expect(await countStarted(ctx, { importId: id })).toMatchObject({ waiting: 2, cancelledAt: null });
    await db().execute(sql`update automation_inbox set due_at = now()`);
    await match(db());
    const runs = await runsOf(ctx);
    expect(runs).toHaveLength(2);
    expect(await countStarted(ctx, { importId: id })).toMatchObject({ waiting: 0, runs: { running: 2 } });
    expect(await cancelStarted(ctx, { importId: id })).toEqual({ events: 0, runs: 2 });
  });

  test('called off leaves nothing of a batch that was being written then', async () => {
    const { ctx, shop: bench, originId } = await makeImportWorld(db(), url());
    await makeAutomation(ctx, { trigger: { kind: 'contact_created', ways: [] } });
    const { id } = await importFile(bench, ctx, lines, { originId, runsAutomations: true });
    const late = await db().select().from(automationInbox).where(eq(automationInbox.importId, id));
    await cancelStarted(ctx, { importId: id });
    await db()
      .insert(automationInbox)
      .values(late.map((row) => ({ ...row, dueAt: new Date() })));
    await match(db());
    expect(await runsOf(ctx)).toEqual([]);
    expect(await missesOf(ctx)).toMatchObject([{ reason: 'cancelled' }, { reason: 'cancelled' }]);
  });

  test('called off before it begins sets nothing off', async () => {
    const { ctx, shop: bench, originId } = await makeImportWorld(db(), url());
    await makeAutomation(ctx, { trigger: { kind: 'contact_created', ways: [] } });
    const id = await upload(bench, ctx, lines);
    await plan(bench, ctx, id, { originId, runsAutomations: true });
    await cancelStarted(ctx, { importId: id });
    await startImport(ctx, { id });
    await workOffImports(bench);
    expect(await inboxOf(ctx)).toEqual([]);
  });
});
