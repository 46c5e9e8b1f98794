import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { statusStays } from '#db/schema/stays.ts';
import { rehearse } from '#domain/automations/rehearse.ts';
import type { Step } from '#domain/automations/types.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { ago, DAY, definitionOf, HOUR, happened, moved, putAutomation } from '../../support/rehearsal.ts';
import { makeNumber, makeTemplate, receive } from '../../support/talk.ts';
import { contactRow, type Desk, makeDesk } from '../contacts/support.ts';

useMeta();
const { db } = useDatabase();
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(db());
});

const onMove = (to: number[] = [], from: number[] = []) => ({ kind: 'status_changed' as const, from, to });
const note: Step = { key: 'n', kind: 'note', text: 'Oi' };
const send = (template: { name: string; language: string } | null): Step => ({
  key: 's',
  kind: 'send',
  numberId: null,
  text: 'Olá {{first_name}}',
  template: template && { ...template, values: {} },
});

describe('what it finds', () => {
  test('every moment of the last 30 days that fits, by day, and nothing of an act on many or an import', async () => {
    await moved(desk, ago(2 * DAY));
    await moved(desk, ago(2 * DAY));
    await moved(desk, ago(40 * DAY));
    const bulk = await makeContact(desk.admin, { statusId: desk.contatado, originId: desk.whatsapp });
    const event = { kind: 'contact.status_changed' as const, after: { statusId: desk.contatado } };
    await happened(desk.admin, bulk, { ...event, at: ago(DAY), isQuiet: true });
    await happened(desk.admin, bulk, { ...event, at: ago(DAY), actorKind: 'import' });
    const id = await putAutomation(desk.admin, definitionOf(onMove([desk.contatado]), [note]));
    const { report, isCut, gone } = await rehearse(desk.manager, { id });
    expect({ isCut, gone }).toEqual({ isCut: false, gone: 0 });
    expect(report).toMatchObject({ moments: 2, runs: 2, contacts: 2, missed: {}, ends: { done: 2 } });
    expect(report.days.reduce((sum, { runs }) => sum + runs, 0)).toBe(2);
    expect(report.days.filter(({ runs }) => runs > 0)).toHaveLength(1);
    expect(report.days.length).toBeGreaterThanOrEqual(30);
  });

  test('conditions are asked of the contact as it was then, not as it is', async () => {
    const was = await moved(desk, ago(5 * DAY));
    await happened(desk.admin, was, {
      kind: 'contact.owner_changed',
      at: ago(3 * DAY),
      before: { ownerId: null },
      after: { ownerId: 1 },
    });
    const never = await moved(desk, ago(5 * DAY));
    const hers = desk.sales.actor.kind === 'member' ? desk.sales.actor.userId : 0;
    await db().update(contacts).set({ ownerId: hers }).where(eq(contacts.id, was));
    await db().update(contacts).set({ ownerId: hers }).where(eq(contacts.id, never));
    const filter = 'all(owner.is:none)';
    const id = await putAutomation(desk.admin, definitionOf(onMove(), [note], { filter }));
    const { report, starts } = await rehearse(desk.admin, { id });
    expect(report).toMatchObject({ runs: 1, missed: { condition: 1 } });
    expect(starts.find(({ missed }) => missed === null)?.contactId).toBe(was);
  });

  test('where they had stood by then, and what had brought them', async () => {
    await moved(desk, ago(5 * DAY));
    const back = await moved(desk, ago(5 * DAY));
    await db().update(contacts).set({ statusId: desk.novo }).where(eq(contacts.id, back));
    const at = ago(3 * DAY);
    await happened(desk.admin, back, {
      kind: 'contact.status_changed',
      at,
      before: { statusId: desk.contatado, statusSince: ago(5 * DAY) },
      after: { statusId: desk.novo },
    });
    // The history that helpers write is told of today.
    await db()
      .update(statusStays)
      .set({ since: ago(5 * DAY), until: at })
      .where(and(eq(statusStays.contactId, back), eq(statusStays.statusId, desk.contatado)));
    await db()
      .insert(touches)
      .values({
        workspaceId: desk.id,
        contactId: back,
        kind: 'default',
        originId: desk.google,
        at: ago(4 * DAY),
      });
    const filter = `all(touch.last:${desk.google};history.left:${desk.contatado},,)`;
    const id = await putAutomation(desk.admin, definitionOf(onMove(), [note], { filter }));
    const { report, starts } = await rehearse(desk.admin, { id });
    expect(report).toMatchObject({ runs: 1, missed: { condition: 2 } });
    expect(starts.find(({ missed }) => missed === null)?.contactId).toBe(back);
  });

  test('somebody who was inactive then, hours in which it does not begin, and how often it may', async () => {
    const idle = await moved(desk, ago(2 * DAY));
    await db().update(contacts).set({ isActive: false }).where(eq(contacts.id, idle));
    const twice = await moved(desk, ago(2 * DAY));
    await happened(desk.admin, twice, {
      kind: 'contact.status_changed',
      at: ago(DAY),
      before: { statusId: desk.novo, statusSince: ago(2 * DAY) },
      after: { statusId: desk.contatado },
    });
    const once = definitionOf(onMove(), [note], { repeat: 'once' });
    const first = await rehearse(desk.admin, { id: await putAutomation(desk.admin, once, { name: 'A' }) });
    expect(first.report).toMatchObject({ runs: 1, missed: { inactive: 1, repeat: 1 } });
    const never = definitionOf(onMove(), [note], { hours: { mon: [['00:00', '00:01']] } });
    const second = await rehearse(desk.admin, { id: await putAutomation(desk.admin, never, { name: 'B' }) });
    expect(second.report.runs + (second.report.missed.hours ?? 0)).toBe(2);
  });

  test('contacts that are gone by now are counted, and left out', async () => {
    const id = await moved(desk, ago(DAY));
    const row = await contactRow(desk.admin, id);
    await deleteContact(desk.admin, { id, version: row?.version });
    const automation = await putAutomation(desk.admin, definitionOf(onMove(), [note]));
    const { report, gone } = await rehearse(desk.admin, { id: automation });
    expect({ gone, runs: report.runs }).toEqual({ gone: 1, runs: 0 });
  });
});

describe('messages', () => {
  test('in own words inside the window, by the template outside it, to nobody who had asked for silence by then', async () => {
    const numberId = await makeNumber(desk.admin);
    const template = await makeTemplate(desk.admin);
    const at = ago(3 * DAY);
    const inside = await moved(desk, at);
    await receive(desk.admin, { contactId: inside, numberId, at: new Date(at.getTime() - HOUR) });
    const outside = await moved(desk, at);
    await receive(desk.admin, { contactId: outside, numberId, at: new Date(at.getTime() - 25 * HOUR) });
    const silent = await moved(desk, at);
    await db()
      .update(contacts)
      .set({ optedOutAt: ago(4 * DAY) })
      .where(eq(contacts.id, silent));
    const later = await moved(desk, at);
    await db()
      .update(contacts)
      .set({ optedOutAt: ago(DAY) })
      .where(eq(contacts.id, later));
    await happened(desk.admin, later, { kind: 'contact.opted_out', at: ago(DAY), after: {} });
    const nowhere = await moved(desk, at);
    await db().update(contacts).set({ phone: null }).where(eq(contacts.id, nowhere));
    await db().execute(sql`delete from contact_identities where contact_id = ${nowhere}`);
    const id = await putAutomation(desk.admin, definitionOf(onMove(), [send(template)]));
    const { report, starts } = await rehearse(desk.admin, { id });
    const sends = new Map(starts.map(({ contactId, walk }) => [contactId, walk?.trail[0]?.send]));
    expect(Object.fromEntries(sends)).toEqual({
      [inside]: 'text',
      [outside]: 'template',
      [silent]: 'opted_out',
      [later]: 'template',
      [nowhere]: 'unreachable',
    });
    expect(report.sends).toEqual({ text: 1, template: 2, opted_out: 1, unreachable: 1 });
    expect(report.ends).toEqual({ done: 3, opted_out: 1, failed: 1 });
  });

  test('a template that Meta does not let out stands in for nothing', async () => {
    await makeNumber(desk.admin);
    const template = await makeTemplate(desk.admin, { status: 'PAUSED' });
    await moved(desk, ago(DAY));
    const id = await putAutomation(desk.admin, definitionOf(onMove(), [send(template)]));
    const { report } = await rehearse(desk.admin, { id });
    expect(report.sends).toEqual({ no_template: 1 });
  });

  test('a wait goes on until the answer that really came, or until now', async () => {
    const numberId = await makeNumber(desk.admin);
    const answering = await moved(desk, ago(5 * DAY));
    await receive(desk.admin, { contactId: answering, numberId, at: ago(4 * DAY) });
    const silent = await moved(desk, ago(5 * DAY));
    const recent = await moved(desk, ago(HOUR));
    const steps: Step[] = [
      { key: 'w', kind: 'wait', minutes: 2 * 24 * 60, untilWorkingTime: false, untilAnswer: true },
      { key: 'b', kind: 'branch', question: { kind: 'answered' }, then: [], otherwise: [note] },
    ];
    const id = await putAutomation(desk.admin, definitionOf(onMove(), steps));
    const { report, starts } = await rehearse(desk.admin, { id });
    const took = (contactId: number) =>
      starts
        .find((start) => start.contactId === contactId)
        ?.walk?.trail.map(({ key, taken }) => taken ?? key);
    expect(took(answering)).toEqual(['w', 'then']);
    expect(took(silent)).toEqual(['w', 'otherwise', 'n']);
    expect(took(recent)).toEqual(['w']);
    expect(report.ends).toEqual({ done: 2, waiting: 1 });
    expect(report.steps.find(({ key }) => key === 'w')).toMatchObject({ runs: 3, answered: 1, waiting: 1 });
  });
});

test('which other automations it would have set off, their conditions looked at, and itself', async () => {
  await moved(desk, ago(DAY));
  const steps: Step[] = [
    { key: 'a', kind: 'status', statusId: desk.novo },
    { key: 'b', kind: 'status', statusId: desk.novo },
    { key: 'c', kind: 'owner', assignment: 'nobody', userIds: [] },
  ];
  const id = await putAutomation(desk.admin, definitionOf(onMove([desk.contatado, desk.novo]), steps));
  const listening = { isOn: true };
  const put = (name: string, filter: string, isOn = true) =>
    putAutomation(desk.admin, definitionOf(onMove([desk.novo]), [], { filter }), {
      ...listening,
      name,
      isOn,
    });
  const fits = await put('Serve', `all(status.is:${desk.novo})`);
  await put('Não serve', `all(status.is:${desk.contatado})`);
  await put('Desligada', '', false);
  const { report, names } = await rehearse(desk.admin, { id });
  expect(report.setsOff).toEqual([
    { automationId: id, runs: 1, contacts: 1 },
    { automationId: fits, runs: 1, contacts: 1 },
  ]);
  expect(names[fits]).toBe('Serve');
  expect(report.steps.map(({ key, same }) => [key, same])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 1],
  ]);
});

test('nothing is written, nothing may be', async () => {
  await moved(desk, ago(DAY));
  const id = await putAutomation(desk.admin, definitionOf(onMove(), [note]));
  const state = () =>
    db().execute(sql`
      select (select count(*) from contact_events) as events, (select count(*) from automation_runs) as runs,
        (select count(*) from automation_inbox) as inbox, (select count(*) from messages) as messages,
        (select max(version) from contacts) as version`);
  const before = await state();
  await rehearse(desk.admin, { id });
  expect([...(await state())]).toEqual([...before]);
});

test('sales staff, and another workspace, get nothing', async () => {
  const id = await putAutomation(desk.admin, definitionOf(onMove(), [note]));
  await refused(rehearse(desk.sales, { id }), 'forbidden');
  const other = await makeDesk(db());
  await refused(rehearse(other.admin, { id }), 'not_found');
  await refused(rehearse(desk.admin, { id: 'x' }), 'invalid');
});
