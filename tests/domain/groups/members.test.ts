import { beforeEach, expect, test } from 'vitest';
import { countContacts } from '#domain/contacts/count.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { listContacts } from '#domain/contacts/list.ts';
import { DEFAULT_CONTACT_SORT } from '#domain/contacts/query.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';
import type { Ctx } from '#domain/ctx.ts';
import { addToGroup } from '#domain/groups/add-to-group.ts';
import { createGroup } from '#domain/groups/create.ts';
import { deleteGroup } from '#domain/groups/delete.ts';
import { type Group, listGroupsOf, listGroupsWithTotals } from '#domain/groups/list.ts';
import { removeFromGroup } from '#domain/groups/remove-from-group.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, makeWorkspace } from '../../support/workspace.ts';
import { contactRow, type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let vip: Group;
let ids: number[];
beforeEach(async () => {
  desk = await makeDesk(db());
  vip = await createGroup(desk.admin, { name: 'VIP' });
  const facts = { statusId: desk.novo, originId: desk.whatsapp };
  ids = [
    await makeContact(desk.admin, facts),
    await makeContact(desk.admin, facts),
    await makeContact(desk.admin, facts),
  ];
});

const list = async (ctx: Ctx, groupIds: number[]) => {
  const filter = { ...EMPTY_CONTACT_FILTER, groupIds };
  const { rows } = await listContacts(ctx, { filter, sort: DEFAULT_CONTACT_SORT });
  const { total } = await countContacts(ctx, filter);
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id).sort((a, b) => a - b);
};

test('contacts join once, each with its event, and their version stays', async () => {
  const [first, second, third] = ids as [number, number, number];
  expect(await addToGroup(desk.sales, { groupId: vip.id, contactIds: [first] })).toEqual({
    addedIds: [first],
  });
  const { addedIds } = await addToGroup(desk.sales, {
    groupId: vip.id,
    contactIds: [third, first, second, third],
  });
  expect(addedIds.sort()).toEqual([second, third].sort());
  const event = (await contactEventsOf(desk.admin, second)).at(-1);
  expect(event).toMatchObject({
    kind: 'contact.group_added',
    before: null,
    after: { group: 'VIP', groupId: vip.id },
    changeId: expect.any(String),
  });
  expect((await contactEventsOf(desk.admin, first)).at(-1)).toMatchObject({ changeId: null });
  expect(await contactEventsOf(desk.admin, first)).toHaveLength(2);
  expect(await contactRow(desk.admin, first)).toMatchObject({ version: 1 });
  expect(await list(desk.sales, [vip.id])).toEqual(ids);
  const { events } = await contactTimeline(desk.sales, { id: first });
  expect(events[0]?.changes).toEqual([{ field: 'group', from: null, to: 'VIP' }]);
});

test('contacts leave once, each with its event', async () => {
  const [first, second] = ids as [number, number];
  await addToGroup(desk.sales, { groupId: vip.id, contactIds: [first] });
  const { removedIds } = await removeFromGroup(desk.sales, { groupId: vip.id, contactIds: [first, second] });
  expect(removedIds).toEqual([first]);
  expect((await contactEventsOf(desk.admin, first)).at(-1)).toMatchObject({
    kind: 'contact.group_removed',
    before: { group: 'VIP', groupId: vip.id },
    after: null,
  });
  expect(await contactEventsOf(desk.admin, second)).toHaveLength(1);
  expect(await list(desk.sales, [vip.id])).toEqual([]);
});

test('of many who add the same at once, one does; adding and removing at once settles', async () => {
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => addToGroup(desk.sales, { groupId: vip.id, contactIds: ids })),
  );
  expect(tries.flatMap(({ addedIds }) => addedIds)).toHaveLength(3);
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      (n % 2 ? addToGroup : removeFromGroup)(desk.sales, {
        groupId: vip.id,
        contactIds: n % 3 ? ids : ids.toReversed(),
      }),
    ),
  );
  for (const id of ids) {
    const kinds = (await contactEventsOf(desk.admin, id)).slice(1).map(({ kind }) => kind);
    for (const [index, kind] of kinds.entries())
      expect(kind).toBe(index % 2 ? 'contact.group_removed' : 'contact.group_added');
  }
});

test('any of several groups; a deleted one has nobody; a contact’s own are listed', async () => {
  const fair = await createGroup(desk.admin, { name: 'Feira' });
  const [first, second] = ids as [number, number];
  await addToGroup(desk.sales, { groupId: vip.id, contactIds: [first] });
  await addToGroup(desk.sales, { groupId: fair.id, contactIds: [first, second] });
  expect(await list(desk.sales, [vip.id, fair.id])).toEqual([first, second]);
  expect((await listGroupsOf(desk.sales, first)).map(({ name }) => name)).toEqual(['Feira', 'VIP']);
  const totals = async () =>
    (await listGroupsWithTotals(desk.sales)).map((group) => [group.name, group.contactTotal, group.isExact]);
  expect(await totals()).toEqual([
    ['Feira', 2, true],
    ['VIP', 1, true],
  ]);
  await deleteGroup(desk.admin, { id: fair.id });
  expect(await list(desk.sales, [vip.id, fair.id])).toEqual([first]);
  expect((await listGroupsOf(desk.sales, first)).map(({ name }) => name)).toEqual(['VIP']);
  expect(await totals()).toEqual([['VIP', 1, true]]);
});

test('sales staff kept to their own contacts neither add, remove, see nor count those of others', async () => {
  desk = await makeDesk(db(), { salesScope: 'own' });
  vip = await createGroup(desk.sales, { name: 'VIP' });
  const facts = { statusId: desk.novo, originId: desk.whatsapp };
  const mine = await makeContact(desk.admin, { ...facts, ownerId: userIdOf(desk.sales) });
  const theirs = await makeContact(desk.admin, { ...facts, ownerId: userIdOf(desk.admin) });
  const both = { groupId: vip.id, contactIds: [mine, theirs] };
  expect(await addToGroup(desk.sales, both)).toEqual({ addedIds: [mine] });
  await addToGroup(desk.admin, both);
  expect(await list(desk.sales, [vip.id])).toEqual([mine]);
  expect(await listGroupsWithTotals(desk.sales)).toMatchObject([{ contactTotal: 1, isExact: true }]);
  expect(await listGroupsWithTotals(desk.admin)).toMatchObject([{ contactTotal: 2 }]);
  expect(await removeFromGroup(desk.sales, both)).toEqual({ removedIds: [mine] });
});

test('another workspace’s group is missing, its contacts are left out', async () => {
  const stranger = await makeWorkspace(db());
  const theirs = await createGroup(stranger.admin, { name: 'Deles' });
  for (const verb of [addToGroup, removeFromGroup]) {
    await refused(verb(desk.admin, { groupId: theirs.id, contactIds: ids }), 'not_found');
    await refused(verb(desk.admin, { groupId: 999_999, contactIds: ids }), 'not_found');
  }
  expect(await addToGroup(stranger.admin, { groupId: theirs.id, contactIds: ids })).toEqual({ addedIds: [] });
});

test.each([
  ['nobody', [], 'required'],
  ['too many', Array.from({ length: 1_001 }, (_, n) => n + 1), 'too_many_contacts'],
  ['no list', 'todos', 'invalid'],
  ['no id', [1, 'x'], 'invalid'],
])('refuses %s', async (_what, contactIds, code) => {
  const error = await refused(addToGroup(desk.admin, { groupId: vip.id, contactIds }), 'invalid');
  expect(error.fields.contactIds?.code).toBe(code);
});

test('a deleted contact is in no group, and back in them when it is restored', async () => {
  const [first] = ids as [number];
  await addToGroup(desk.sales, { groupId: vip.id, contactIds: [first] });
  await deleteContact(desk.admin, { id: first, version: 1 });
  expect(await list(desk.sales, [vip.id])).toEqual([]);
  await restoreContact(desk.admin, { id: first });
  expect(await list(desk.sales, [vip.id])).toEqual([first]);
});
