import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { createStatus } from '#domain/statuses/create.ts';
import { listStatuses, listStatusesWithTotals, type Status } from '#domain/statuses/list.ts';
import { restoreStatus } from '#domain/statuses/restore.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import {
  contactEventsOf,
  makeWorkspace,
  type TestWorkspace,
  workspaceEventsOf,
} from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let novo: Status;
let contatado: Status;
let contactIds: number[];
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  const { admin } = workspace;
  novo = await createStatus(admin, { name: 'Novo', colour: '#3b82f6' });
  contatado = await createStatus(admin, { name: 'Contatado', colour: '#f59e0b' });
  const originId = await workspace.addOrigin('WhatsApp');
  contactIds = [];
  for (let n = 0; n < 3; n++) contactIds.push(await makeContact(admin, { statusId: novo.id, originId }));
});

const statusOf = async (contactId: number) => {
  const [contact] = await db().select().from(contacts).where(eq(contacts.id, contactId));
  return contact?.statusId;
};

describe('retireStatus', () => {
  test('moves its contacts, hands on the default, keeps the name for history', async () => {
    const { movedTotal } = await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    expect(movedTotal).toBe(3);
    expect(await listStatusesWithTotals(workspace.admin)).toMatchObject([
      { name: 'Contatado', isDefault: true, contactTotal: 3 },
    ]);
    const [created, moved, ...rest] = await contactEventsOf(workspace.admin, contactIds[0] ?? 0);
    expect(created?.kind).toBe('contact.created');
    expect(moved).toMatchObject({
      kind: 'contact.status_changed',
      before: { statusId: novo.id },
      after: { statusId: contatado.id },
    });
    expect(rest).toEqual([]);
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      kind: 'status.retired',
      before: { name: 'Novo', isDefault: true },
      after: { movedTo: contatado.id, movedTotal: 3 },
      changeId: moved?.changeId,
    });
  });

  test('its name is free again', async () => {
    await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    await createStatus(workspace.admin, { name: 'Novo', colour: '#000000' });
  });

  test('asks where its contacts go', async () => {
    const error = await refused(retireStatus(workspace.admin, { id: novo.id }), 'in_use');
    expect(error.details).toEqual({ reason: 'target_needed', contactTotal: 3, isForLeads: false });
    expect(await listStatuses(workspace.admin)).toHaveLength(2);
  });

  test('the last open one cannot go', async () => {
    await retireStatus(workspace.admin, { id: contatado.id });
    const error = await refused(retireStatus(workspace.admin, { id: novo.id }), 'in_use');
    expect(error.details).toMatchObject({ reason: 'last_open_status' });
  });

  test('another workspace’s target or status is missing', async () => {
    const stranger = await makeWorkspace(db());
    const theirs = await createStatus(stranger.admin, { name: 'Deles', colour: '#111111' });
    await refused(retireStatus(workspace.admin, { id: novo.id, moveContactsTo: theirs.id }), 'in_use');
    await refused(retireStatus(stranger.admin, { id: novo.id, moveContactsTo: theirs.id }), 'not_found');
  });

  test('sales staff may not', async () => {
    await refused(retireStatus(workspace.sales, { id: novo.id, moveContactsTo: contatado.id }), 'forbidden');
  });

  test('twice at once: one does it, the other finds it gone', async () => {
    const tries = await Promise.allSettled([
      retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id }),
      retireStatus(workspace.manager, { id: novo.id, moveContactsTo: contatado.id }),
    ]);
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const tallies = await db()
      .select()
      .from(contactTallies)
      .where(eq(contactTallies.workspaceId, workspace.id));
    expect(tallies.reduce((sum, tally) => sum + tally.total, 0)).toBe(3);
  });
});

describe('restoreStatus', () => {
  test('brings back the status, its mark and the contacts nobody moved since', async () => {
    const { changeId } = await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    const elsewhere = await workspace.addStatus('Outro');
    const [movedOn = 0, untouched = 0] = contactIds;
    await db()
      .update(contacts)
      .set({ statusId: elsewhere, statusSince: new Date(Date.now() + 1000) })
      .where(eq(contacts.id, movedOn));
    expect(await restoreStatus(workspace.admin, { changeId })).toMatchObject({ returnedTotal: 2 });
    expect(await statusOf(untouched)).toBe(novo.id);
    expect(await statusOf(movedOn)).toBe(elsewhere);
    expect((await listStatuses(workspace.admin)).map((status) => [status.name, status.isDefault])).toEqual([
      ['Novo', true],
      ['Contatado', false],
      ['Outro', false],
    ]);
  });

  test('gives contacts their earlier time in the status', async () => {
    const [contactId = 0] = contactIds;
    const since = new Date('2026-01-05T10:00:00.000Z');
    await db().update(contacts).set({ statusSince: since }).where(eq(contacts.id, contactId));
    const { changeId } = await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    await restoreStatus(workspace.admin, { changeId });
    const [contact] = await db().select().from(contacts).where(eq(contacts.id, contactId));
    expect(contact?.statusSince).toEqual(since);
  });

  test('refuses when the name was taken meanwhile, and changes nothing', async () => {
    const { changeId } = await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    await createStatus(workspace.admin, { name: 'NOVO', colour: '#000000' });
    const error = await refused(restoreStatus(workspace.admin, { changeId }), 'invalid');
    expect(error.fields.name?.code).toBe('name_taken');
    expect(await statusOf(contactIds[0] ?? 0)).toBe(contatado.id);
  });

  test('once only; not by strangers, nor by sales staff', async () => {
    const { changeId } = await retireStatus(workspace.admin, { id: novo.id, moveContactsTo: contatado.id });
    const stranger = await makeWorkspace(db());
    await refused(restoreStatus(stranger.admin, { changeId }), 'not_found');
    await refused(restoreStatus(workspace.sales, { changeId }), 'forbidden');
    await refused(restoreStatus(workspace.admin, { changeId: 'x' }), 'invalid');
    await restoreStatus(workspace.admin, { changeId });
    await refused(restoreStatus(workspace.admin, { changeId }), 'not_found');
  });
});
