import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { bulkChanges } from '#db/schema/bulk.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { Step } from '#domain/automations/types.ts';
import { cancelBulkAutomations } from '#domain/bulk/cancel-automations.ts';
import { foreseeBulk } from '#domain/bulk/foresee.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeNumber, makeTemplate, receive } from '../../support/talk.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

useMeta();
const { db } = useDatabase();
let desk: Desk;
let ids: number[];
beforeEach(async () => {
  desk = await makeDesk(db());
  const facts = { statusId: desk.novo, originId: desk.whatsapp };
  ids = [];
  for (let made = 0; made < 4; made += 1) ids.push(await makeContact(desk.admin, facts));
});

const onMove = () => ({ kind: 'status_changed' as const, from: [], to: [desk.contatado] });
const moved = (list = ids) => ({
  selection: { ids: list },
  change: { kind: 'status' as const, statusId: desk.contatado },
});

test('what would be sent at once, by the window and by who asked for silence, and what comes after a wait', async () => {
  const numberId = await makeNumber(desk.admin);
  const template = { ...(await makeTemplate(desk.admin)), values: {} };
  const [inside = 0, silent = 0, there = 0] = ids;
  await receive(desk.admin, { contactId: inside, numberId, at: new Date(Date.now() - 3_600_000) });
  await db().update(contacts).set({ optedOutAt: new Date() }).where(eq(contacts.id, silent));
  await db().update(contacts).set({ statusId: desk.contatado }).where(eq(contacts.id, there));
  const send = (key: string): Step => ({ key, kind: 'send', numberId: null, text: 'Oi', template });
  const wait: Step = { key: 'w', kind: 'wait', minutes: 60, untilWorkingTime: false, untilAnswer: false };
  const trigger = onMove();
  const at = await makeAutomation(desk.admin, { trigger, steps: [send('a')], name: 'Na hora' });
  const after = await makeAutomation(desk.admin, { trigger, steps: [wait, send('b')], name: 'Depois' });
  // What it asks must hold once the act is done.
  await makeAutomation(desk.admin, {
    trigger,
    conditions: { filter: `all(status.is:${desk.novo})` },
    name: 'Não',
  });
  await makeAutomation(desk.admin, { trigger, isOn: false, name: 'Desligada' });
  expect(await foreseeBulk(desk.sales, moved())).toEqual({
    lookedAt: 4,
    automations: [
      { id: at.id, name: 'Na hora', contacts: 3, sends: { text: 1, opted_out: 1, template: 1 }, later: 0 },
      { id: after.id, name: 'Depois', contacts: 3, sends: {}, later: 3 },
    ],
  });
});

test('deleting sets nothing off; what is gone, or of another workspace, is refused as by the act', async () => {
  await makeAutomation(desk.admin, { trigger: onMove() });
  expect(await foreseeBulk(desk.admin, { selection: { ids }, change: { kind: 'delete' } })).toEqual({
    lookedAt: 0,
    automations: [],
  });
  const other = await makeDesk(db());
  await refused(
    foreseeBulk(desk.admin, { selection: { ids }, change: { kind: 'status', statusId: other.novo } }),
    'invalid',
  );
  expect(
    await foreseeBulk(other.admin, { ...moved(), change: { kind: 'status', statusId: other.contatado } }),
  ).toEqual({ lookedAt: 0, automations: [] });
});

test('the rest of what an act set off is called off, once, and told', async () => {
  await makeAutomation(desk.admin, { trigger: onMove() });
  const asked = { ...moved(), firesAutomations: true, expectedTotal: 4, requestId: crypto.randomUUID() };
  const bulk = await startBulk(desk.sales, asked);
  expect(bulk.automations).toMatchObject({ waiting: 4, cancelledAt: null });
  const stopped = await cancelBulkAutomations(desk.manager, { id: bulk.id });
  expect(stopped.automations).toMatchObject({ waiting: 0, cancelledAt: expect.any(Date) });
  await cancelBulkAutomations(desk.manager, { id: bulk.id });
  const events = await workspaceEventsOf(desk.admin);
  expect(events.at(-1)).toMatchObject({ kind: 'bulk.automations_cancelled', after: { events: 4, runs: 0 } });
  expect(events.filter(({ kind }) => kind === 'bulk.automations_cancelled')).toHaveLength(1);
});

test('one that was not asked to has nothing to tell, and others do not call off what is not theirs', async () => {
  const quiet = { ...moved(), expectedTotal: 4, requestId: crypto.randomUUID() };
  const bulk = await startBulk(desk.admin, quiet);
  expect(bulk.automations).toBeNull();
  await refused(cancelBulkAutomations(desk.sales, { id: bulk.id }), 'not_found');
  const other = await makeDesk(db());
  await refused(cancelBulkAutomations(other.admin, { id: bulk.id }), 'not_found');
  expect(await db().$count(bulkChanges, eq(bulkChanges.id, bulk.id))).toBe(1);
});
