import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { startRuns } from '#domain/automations/start-runs.ts';
import type { Step } from '#domain/automations/types.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { splitContact } from '#domain/contacts/split.ts';
import { verify } from '#domain/verify/verify.ts';
import { makeAutomation, type TestAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { useMeta } from '../../support/meta.ts';
import { hasten, matchAll, readRun } from '../../support/run.ts';
import { makeNumber } from '../../support/talk.ts';
import { contactRow, mergeAsNow } from '../contacts/support.ts';
import { addContact, inboxOf, makeShop, match, missesOf, move, runsOf, type Shop, write } from './support.ts';

const { db } = useDatabase();
useMeta();
let shop: Shop;
let ana: number;
let aninha: number;
beforeEach(async () => {
  shop = await makeShop(db());
  [ana, aninha] = [await addContact(shop), await addContact(shop)];
});

const NOTE: Step = { key: 'n', kind: 'note', text: 'Passou' };
const WAIT: Step = { key: 'w', kind: 'wait', minutes: 60, untilWorkingTime: false, untilAnswer: false };
const ANSWER: Step = { ...WAIT, untilAnswer: true };
const onFeito = (facts: Partial<Parameters<typeof makeAutomation>[1]> = {}) =>
  makeAutomation(shop.admin, { trigger: { kind: 'status_changed', from: [], to: [shop.feito] }, ...facts });

async function start({ id, versionId }: TestAutomation, contactId: number): Promise<number> {
  const none = { eventId: null, causeRunId: null, hops: 0, bulkId: null, importId: null };
  const [run] = await startRuns(shop.admin, [
    { automationId: id, versionId, contactId, source: `test:${contactId}`, ...none },
  ]);
  await matchAll(shop.admin);
  return run?.id ?? 0;
}

const remove = async (id: number) =>
  deleteContact(shop.admin, { id, version: (await contactRow(shop.admin, id))?.version });
const notesOf = async (id: number) => (await contactRow(shop.admin, id))?.notes;

describe('somebody who is merged into another', () => {
  test('sets nothing off by that, nor by being taken apart again', async () => {
    await move(shop.admin, aninha, shop.feito);
    await onFeito();
    await makeAutomation(shop.admin, { trigger: { kind: 'contact_created', ways: [] } });
    const { mergeId } = await mergeAsNow(shop.admin, ana, aninha, { statusId: 'from' });
    expect(await contactRow(shop.admin, ana)).toMatchObject({ statusId: shop.feito });
    await splitContact(shop.admin, { mergeId });
    expect(await contactRow(shop.admin, ana)).toMatchObject({ statusId: shop.novo });
    await match(db());
    expect([await inboxOf(shop.admin), await runsOf(shop.admin)]).toEqual([[], []]);
  });

  test('enters as who stayed, for what had happened before, once', async () => {
    const { id: automation } = await onFeito({ conditions: { repeat: 'once' } });
    await move(shop.admin, ana, shop.feito);
    await move(shop.admin, aninha, shop.feito);
    const last = await addContact(shop);
    await mergeAsNow(shop.admin, ana, aninha);
    await mergeAsNow(shop.admin, last, ana);
    await match(db());
    expect(await runsOf(shop.admin)).toMatchObject([{ automation, contact: last }]);
    expect(await missesOf(shop.admin)).toMatchObject([{ contact: last, reason: 'repeat' }]);
    expect(await inboxOf(shop.admin)).toEqual([]);
  });

  test('has been through what it went through as another', async () => {
    await onFeito({ conditions: { repeat: 'once' } });
    await move(shop.admin, aninha, shop.feito);
    await matchAll(shop.admin);
    await mergeAsNow(shop.admin, ana, aninha, { statusId: 'into' });
    await move(shop.admin, ana, shop.feito);
    await matchAll(shop.admin);
    expect(await runsOf(shop.admin)).toMatchObject([{ contact: aninha }]);
    expect(await missesOf(shop.admin)).toMatchObject([{ contact: ana, reason: 'repeat' }]);
  });

  test('is answered for as who stayed: an answer that had come before the merge is heard', async () => {
    const run = await start(await onFeito({ steps: [ANSWER, NOTE] }), aninha);
    const numberId = await makeNumber(shop.admin);
    await write(shop.admin, { contactId: aninha, numberId, body: 'Sim' });
    await mergeAsNow(shop.admin, ana, aninha);
    await matchAll(shop.admin);
    expect(await readRun(shop.admin, run)).toMatchObject({ contactId: ana, state: 'done' });
    expect(await notesOf(ana)).toBe('Passou');
  });

  test('goes on inside as who stayed, once', async () => {
    const automation = await onFeito({ steps: [WAIT, NOTE] });
    const run = await start(automation, aninha);
    await mergeAsNow(shop.admin, ana, aninha);
    await hasten(shop.admin, run);
    await Promise.all([matchAll(shop.admin), matchAll(shop.admin)]);
    expect(await readRun(shop.admin, run)).toMatchObject({ contactId: ana, state: 'done' });
    expect(await notesOf(ana)).toBe('Passou');
    expect(await runsOf(shop.admin)).toHaveLength(1);
    expect(await verify(db())).toEqual([]);
  });

  test('gets back what was inside with them when the merge is taken back', async () => {
    const automation = await onFeito({ steps: [WAIT, NOTE] });
    const [own, other] = [await start(automation, aninha), await start(automation, ana)];
    const { mergeId } = await mergeAsNow(shop.admin, ana, aninha);
    await splitContact(shop.admin, { mergeId });
    await hasten(shop.admin, own);
    await matchAll(shop.admin);
    expect(await readRun(shop.admin, own)).toMatchObject({ contactId: aninha, state: 'done' });
    expect(await readRun(shop.admin, other)).toMatchObject({ contactId: ana, state: 'waiting' });
    expect([await notesOf(ana), await notesOf(aninha)]).toEqual(['', 'Passou']);
  });
});

describe('somebody who is deleted', () => {
  test('and is restored in time goes on as if nothing had been, and sets nothing off by that', async () => {
    const automation = await onFeito({ steps: [WAIT, NOTE] });
    await makeAutomation(shop.admin, { trigger: { kind: 'contact_created', ways: [] } });
    const run = await start(automation, aninha);
    await move(shop.admin, ana, shop.feito);
    for (const id of [ana, aninha]) await remove(id);
    for (const id of [ana, aninha]) await restoreContact(shop.admin, { id });
    await hasten(shop.admin, run);
    await matchAll(shop.admin);
    expect(await readRun(shop.admin, run)).toMatchObject({ contactId: aninha, state: 'done' });
    expect(await runsOf(shop.admin)).toMatchObject([{ contact: aninha }, { contact: ana }]);
    expect(await missesOf(shop.admin)).toEqual([]);
  });

  test('and is restored too late does not take up again what ended meanwhile', async () => {
    const run = await start(await onFeito({ steps: [WAIT, NOTE] }), aninha);
    await move(shop.admin, ana, shop.feito);
    for (const id of [ana, aninha]) await remove(id);
    await hasten(shop.admin, run);
    await matchAll(shop.admin);
    for (const id of [ana, aninha]) await restoreContact(shop.admin, { id });
    await matchAll(shop.admin);
    expect(await readRun(shop.admin, run)).toMatchObject({ state: 'stopped', reason: 'contact_gone' });
    expect(await missesOf(shop.admin)).toMatchObject([{ contact: ana, reason: 'gone' }]);
    expect([await notesOf(ana), await notesOf(aninha)]).toEqual(['', '']);
    expect(await db().execute(sql`select from automation_inbox`)).toHaveLength(0);
  });
});
