import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { groupMembers, groups } from '#db/schema/groups.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { deleteGroup } from '#domain/groups/delete.ts';
import { type Group, listGroups } from '#domain/groups/list.ts';
import { restoreGroup } from '#domain/groups/restore.ts';
import { purgeTrash } from '#domain/upkeep/purge-trash.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let vip: Group;
beforeEach(async () => {
  desk = await makeDesk(db());
  vip = await createGroup(desk.sales, { name: ' VIP ' });
});

const names = async () => (await listGroups(desk.sales)).map(({ name }) => name);
const lastEvent = async () => (await workspaceEventsOf(desk.admin)).at(-1);

describe('deleteGroup and restoreGroup', () => {
  test('a deleted one is gone from lists, its name free; it comes back with its contacts', async () => {
    const id = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
    await addToGroup(desk.sales, { groupId: vip.id, contactIds: [id] });
    await deleteGroup(desk.sales, { id: vip.id });
    expect(await names()).toEqual([]);
    expect(await lastEvent()).toMatchObject({ kind: 'group.deleted', before: { name: 'VIP' } });
    await refused(addToGroup(desk.sales, { groupId: vip.id, contactIds: [id] }), 'not_found');
    await restoreGroup(desk.sales, { id: vip.id });
    expect(await names()).toEqual(['VIP']);
    expect(await db().$count(groupMembers, eq(groupMembers.groupId, vip.id))).toBe(1);
  });

  test('not when another has its name by now', async () => {
    await deleteGroup(desk.sales, { id: vip.id });
    await createGroup(desk.admin, { name: 'vip' });
    const error = await refused(restoreGroup(desk.sales, { id: vip.id }), 'invalid');
    expect(error.fields.name?.code).toBe('name_taken');
  });

  test('twice, strangers and colleagues’ groups are refused', async () => {
    const other = await createGroup(desk.manager, { name: 'Feira' });
    const stranger = await makeWorkspace(db());
    await refused(deleteGroup(desk.sales, { id: other.id }), 'forbidden');
    await refused(deleteGroup(stranger.admin, { id: vip.id }), 'not_found');
    await refused(restoreGroup(desk.admin, { id: vip.id }), 'not_found');
    await deleteGroup(desk.admin, { id: other.id });
    await refused(deleteGroup(desk.admin, { id: other.id }), 'not_found');
    await refused(restoreGroup(stranger.admin, { id: other.id }), 'not_found');
    await refused(restoreGroup(desk.sales, { id: other.id }), 'forbidden');
    expect(await names()).toEqual(['VIP']);
  });

  test('after 30 days it goes for good, and only it', async () => {
    const id = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
    const kept = await createGroup(desk.admin, { name: 'Fica' });
    for (const group of [vip, kept]) await addToGroup(desk.sales, { groupId: group.id, contactIds: [id] });
    await deleteGroup(desk.sales, { id: vip.id });
    await purgeTrash(db(), new Date(Date.now() + 29 * 86_400_000));
    expect(await db().$count(groups, eq(groups.id, vip.id))).toBe(1);
    await purgeTrash(db(), new Date(Date.now() + 31 * 86_400_000));
    expect(await db().$count(groups, eq(groups.id, vip.id))).toBe(0);
    expect(await db().$count(groupMembers, eq(groupMembers.groupId, kept.id))).toBe(1);
  });
});
