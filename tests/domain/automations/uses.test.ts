import { beforeAll, expect, test } from 'vitest';
import { createAutomation } from '#domain/automations/create.ts';
import { listUses } from '#domain/automations/uses.ts';
import type { Thing } from '#domain/automations/uses-rules.ts';
import { createGroup } from '#domain/groups/create.ts';
import { createSegment } from '#domain/segments/create.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { definitionOf } from './definition.ts';

const { db } = useDatabase();
let desk: Desk;
let groupId: number;
const segmentIds = { own: 0, theirs: 0 };

beforeAll(async () => {
  desk = await makeDesk(db());
  groupId = (await createGroup(desk.sales, { name: 'Feira' })).id;
  const query = `status=${desk.novo}`;
  segmentIds.own = (await createSegment(desk.sales, { name: 'Meus', query, isShared: false })).id;
  segmentIds.theirs = (await createSegment(desk.admin, { name: 'Deles', query, isShared: false })).id;
  await createAutomation(desk.admin, {
    name: 'Boas-vindas',
    definition: definitionOf({ trigger: { kind: 'group_joined', groupId } }),
  });
});

test('whoever may take a thing away is shown what names it', async () => {
  expect(await listUses(desk.sales, { kind: 'group', id: groupId })).toMatchObject([{ name: 'Boas-vindas' }]);
  expect(await listUses(desk.sales, { kind: 'segment', id: segmentIds.own })).toEqual([]);
  expect(await listUses(desk.manager, { kind: 'group', id: groupId })).toHaveLength(1);
});

test.each<Thing['kind']>(['status', 'origin', 'field', 'member'])(
  'sales staff, who take no %s away, are not told which automations there are',
  async (kind) => {
    const id = kind === 'member' ? userIdOf(desk.sales) : desk.novo;
    await refused(listUses(desk.sales, { kind, id }), 'forbidden');
    expect(await listUses(desk.manager, { kind, id })).toEqual([]);
  },
);

test('nor of a segment that is another member’s own', async () => {
  await refused(listUses(desk.sales, { kind: 'segment', id: segmentIds.theirs }), 'not_found');
});

test('another workspace has none', async () => {
  const other = await makeDesk(db());
  expect(await listUses(other.admin, { kind: 'group', id: groupId })).toEqual([]);
});
