import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BulkChange } from '#domain/bulk/change.ts';
import { runBulkChanges } from '#domain/bulk/run.ts';
import { undoBulk } from '#domain/bulk/undo.ts';
import { createContact } from '#domain/contacts/create.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { readAnswers } from '#domain/fields/answers.ts';
import { createField } from '#domain/fields/create.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { purgeBulkTargets } from '#domain/upkeep/purge-bulk-targets.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, workspaceEventsOf } from '../../support/workspace.ts';
import {
  contactsOf,
  everything,
  expectSound,
  makeMany,
  makeTeam,
  start,
  type Team,
  targetsOf,
} from './support.ts';

const { db } = useDatabase();
let team: Team;
beforeEach(async () => {
  team = await makeTeam(db());
});

const toDone = (): BulkChange => ({ kind: 'status', statusId: team.feito });
const untimed = ({ version: _, updatedAt: __, ...contact }: Awaited<ReturnType<typeof contactsOf>>[number]) =>
  contact;

describe('undoing', () => {
  test.each([
    ['status', () => toDone()],
    ['origin', () => ({ kind: 'origin', originId: team.other })],
    ['owner', () => ({ kind: 'owner', ownerIds: [userIdOf(team.admin)] })],
    ['type', () => ({ kind: 'type', type: 'customer' })],
    ['active', () => ({ kind: 'active', isActive: false })],
    ['deletion', () => ({ kind: 'delete' })],
  ] as [string, () => BulkChange][])(
    'of a %s brings all of it back, with events of its own',
    async (_, change) => {
      const ids = await makeMany(team, 3, userIdOf(team.workspace.sales));
      const before = await contactsOf(team.admin);
      const { id } = await start(team.admin, change(), { ids });
      const undone = await undoBulk(team.admin, { id });
      expect(undone).toMatchObject({ state: 'undone', counts: { restored: 3 }, mayUndo: false });
      expect((await contactsOf(team.admin)).map(untimed)).toEqual(before.map(untimed));
      const [, did, undid] = await contactEventsOf(team.admin, ids[0] ?? 0);
      expect(undid?.changeId).toEqual(expect.any(String));
      expect(undid?.changeId).not.toBe(did?.changeId);
      await expectSound(db());
    },
  );

  test('keeps who was touched since, and says how many', async () => {
    const [moved = 0, edited = 0, left = 0] = await makeMany(team, 3);
    const { id } = await start(team.admin, toDone(), { ids: [moved, edited, left] });
    await moveToStatus(team.workspace.sales, { id: moved, version: 2, statusId: team.novo });
    await updateContact(team.workspace.sales, { id: edited, version: 2, company: 'Padaria' });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 1, kept: 2, reasons: { touched: 2 } });
    const after = await contactsOf(team.admin);
    expect(after.map(({ statusId }) => statusId)).toEqual([team.novo, team.feito, team.novo]);
    await expectSound(db());
  });

  test('keeps who was deleted since, and who came from a status that is gone', async () => {
    const third = await team.workspace.addStatus('Terceiro');
    const [first = 0, second = 0, gone = 0] = await makeMany(team, 3);
    await start(team.admin, { kind: 'status', statusId: third }, { ids: [first] });
    const { id } = await start(team.admin, toDone(), { ids: [first, second, gone] });
    await retireStatus(team.admin, { id: third });
    await start(team.admin, { kind: 'delete' }, { ids: [gone] });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 1, kept: 2, reasons: { gone: 1, missing: 1 } });
    await expectSound(db());
  });

  test('of a deletion keeps in the trash whose phone somebody else has by now', async () => {
    const made = await createContact(team.admin, {
      firstName: 'Ana',
      phone: '(11) 91234-5678',
      originId: team.origin,
    });
    const [other = 0, back = 0] = await makeMany(team, 2);
    const { id } = await start(team.admin, { kind: 'delete' }, { ids: [made.id, other, back] });
    await createContact(team.admin, { firstName: 'Bia', phone: '(11) 91234-5678', originId: team.origin });
    await restoreContact(team.admin, { id: back });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 1, kept: 2, reasons: { taken: 1, touched: 1 } });
    const reasons = (await targetsOf(team.admin)).map(({ contactId, reason }) => [contactId, reason]);
    expect(reasons).toContainEqual([made.id, 'taken']);
    await expectSound(db());
  });

  test('twice, also at once, is undoing once', async () => {
    const ids = await makeMany(team, 3);
    const { id } = await start(team.admin, toDone(), { ids });
    await Promise.all([undoBulk(team.admin, { id }), undoBulk(team.admin, { id })]);
    expect(await undoBulk(team.admin, { id })).toMatchObject({ state: 'undone', counts: { restored: 3 } });
    expect(await contactEventsOf(team.admin, ids[0] ?? 0)).toHaveLength(3);
    const kinds = (await workspaceEventsOf(team.admin)).map(({ kind }) => kind);
    expect(kinds).toEqual(['bulk.started', 'bulk.finished', 'bulk.undone']);
  });

  test('of many is the worker’s, goes on after being cut short, and waits its turn', async () => {
    await makeMany(team, 1_200);
    const { id } = await start(team.admin, toDone(), everything);
    await refused(undoBulk(team.admin, { id }), 'in_use');
    await runBulkChanges(db());
    expect(await undoBulk(team.workspace.manager, { id })).toMatchObject({ state: 'undoing', done: 0 });
    await runBulkChanges(db());
    const [event] = (await contactEventsOf(team.admin, (await contactsOf(team.admin))[0]?.id ?? 0)).slice(2);
    expect(event).toMatchObject({ actorId: userIdOf(team.workspace.manager) });
    expect((await contactsOf(team.admin)).every(({ statusId }) => statusId === team.novo)).toBe(true);
    await expectSound(db());
  });
});

describe('groups and custom fields', () => {
  test('contacts join a group, those in it stay, and undoing takes only the new ones out', async () => {
    const ids = await makeMany(team, 3);
    const group = await createGroup(team.admin, { name: 'VIP' });
    await addToGroup(team.admin, { groupId: group.id, contactIds: ids.slice(0, 1) });
    const { id, counts } = await start(team.admin, { kind: 'group_add', groupId: group.id }, { ids });
    expect(counts).toEqual({ changed: 2, unchanged: 1 });
    const [, event] = await contactEventsOf(team.admin, ids[1] ?? 0);
    expect(event).toMatchObject({ kind: 'contact.group_added', after: { groupId: group.id } });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 2, unchanged: 1 });
    expect(await membersOf(group.id)).toEqual(ids.slice(0, 1));
    await expectSound(db());
  });

  test('contacts leave a group, and come back but for who was touched', async () => {
    const ids = await makeMany(team, 3);
    const group = await createGroup(team.admin, { name: 'VIP' });
    await start(team.admin, { kind: 'group_add', groupId: group.id }, { ids });
    const { id } = await start(team.admin, { kind: 'group_remove', groupId: group.id }, { ids });
    expect(await membersOf(group.id)).toEqual([]);
    await moveToStatus(team.admin, { id: ids[0] ?? 0, version: 1, statusId: team.feito });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 2, kept: 1, reasons: { touched: 1 } });
    expect(await membersOf(group.id)).toEqual(ids.slice(1));
  });

  test('one answer for all, and each its own again', async () => {
    const ids = await makeMany(team, 3);
    const field = await createField(team.admin, { name: 'Limite', kind: 'number' });
    const answer = (value: string | null) => ({ kind: 'field' as const, fieldId: field.id, value });
    await start(team.admin, answer('10'), { ids: ids.slice(0, 1) });
    await start(team.admin, answer('20'), { ids: ids.slice(1, 2) });
    const { id, counts } = await start(team.admin, answer('20,0'), { ids });
    expect(counts).toEqual({ changed: 2, unchanged: 1 });
    const undone = await undoBulk(team.admin, { id });
    expect(undone.counts).toEqual({ restored: 2, unchanged: 1 });
    const answers = await readAnswers(team.admin, ids);
    expect(ids.map((one) => answers.get(one)?.[field.id] ?? null)).toEqual([10, 20, null]);
    await refused(start(team.admin, answer('muito'), { ids }), 'invalid');
    await expectSound(db());
  });

  test('another workspace’s group and field are as missing as missing ones', async () => {
    const theirs = await makeTeam(db());
    const ids = await makeMany(team, 1);
    const group = await createGroup(theirs.admin, { name: 'VIP' });
    const field = await createField(theirs.admin, { name: 'Limite', kind: 'number' });
    await refused(start(team.admin, { kind: 'group_add', groupId: group.id }, { ids }), 'invalid');
    await refused(start(team.admin, { kind: 'field', fieldId: field.id, value: 1 }, { ids }), 'invalid');
  });
});

async function membersOf(groupId: number): Promise<number[]> {
  const rows = await db().execute<{ id: string }>(
    sql`select contact_id as id from group_members where group_id = ${groupId} order by 1`,
  );
  return [...rows].map(({ id }) => Number(id));
}

describe('who may undo', () => {
  test('who began it and who leads the team, nobody else', async () => {
    const ids = await makeMany(team, 1);
    const { id } = await start(team.admin, toDone(), { ids });
    await refused(undoBulk(team.workspace.sales, { id }), 'not_found');
    await refused(undoBulk((await makeTeam(db())).admin, { id }), 'not_found');
    expect(await undoBulk(team.workspace.manager, { id })).toMatchObject({ state: 'undone' });
    const own = await start(team.workspace.sales, toDone(), { ids });
    expect(await undoBulk(team.workspace.sales, { id: own.id })).toMatchObject({ state: 'undone' });
  });

  test('nobody after 30 days, when whom it was about is forgotten', async () => {
    const ids = await makeMany(team, 2);
    const { id } = await start(team.admin, toDone(), { ids });
    expect(await purgeBulkTargets(db())).toBe(0);
    await db().execute(sql`update bulk_changes set created_at = now() - interval '31 days' where id = ${id}`);
    await refused(undoBulk(team.admin, { id }), 'in_use');
    expect(await purgeBulkTargets(db())).toBe(2);
    expect(await targetsOf(team.admin)).toEqual([]);
    await expectSound(db());
  });
});
