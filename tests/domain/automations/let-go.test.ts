import { beforeEach, describe, expect, test } from 'vitest';
import { createAutomation } from '#domain/automations/create.ts';
import { getAutomation } from '#domain/automations/get.ts';
import {
  bringGroupBack,
  bringOriginBack,
  bringStatusBack,
  letFieldGo,
  letGroupGo,
  letMemberGo,
  letOriginGo,
  letOriginMerge,
  letSegmentGo,
  letStatusGo,
} from '#domain/automations/let-go.ts';
import { switchOn } from '#domain/automations/switch-on.ts';
import type { Definition } from '#domain/automations/types.ts';
import { listUses } from '#domain/automations/uses.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { createSegment } from '#domain/segments/create.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';
import { definitionOf } from './definition.ts';

const { db } = useDatabase();
let desk: Desk;
let made = 0;
beforeEach(async () => {
  desk = await makeDesk(db());
});

/** One that is on. */
async function live(definition: Definition): Promise<number> {
  const { id } = await createAutomation(desk.admin, {
    name: `A ${String(++made).padStart(3, '0')}`,
    definition,
  });
  await switchOn(desk.admin, { id, version: 1 });
  return id;
}
const read = (id: number) => getAutomation(desk.admin, { id });
const gives = (statusId: number) => definitionOf({ steps: [{ key: 'a', kind: 'status', statusId }] });
const waitsFor = (statusId: number) =>
  definitionOf({ trigger: { kind: 'status_changed', from: [], to: [statusId] } });
const givesOrigin = (originId: number) => definitionOf({ steps: [{ key: 'a', kind: 'origin', originId }] });

describe('a status that goes', () => {
  test('is followed by steps, and what waits for it is switched off; both come back with it', async () => {
    const giver = await live(gives(desk.contatado));
    const waiter = await live(waitsFor(desk.contatado));
    const other = await live(gives(desk.novo));
    const { changeId } = await letStatusGo(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo });
    expect(await read(giver)).toMatchObject({ isOn: true, number: 2, definition: gives(desk.novo) });
    expect(await read(waiter)).toMatchObject({ isOn: false, definition: waitsFor(desk.contatado) });
    expect(await read(other)).toMatchObject({ isOn: true, number: 1 });
    await bringStatusBack(desk.admin, { changeId });
    expect(await read(giver)).toMatchObject({ isOn: true, definition: gives(desk.contatado) });
    expect(await read(waiter)).toMatchObject({ isOn: true });
  });

  test('unused by contacts, it has no other: what gives it is switched off', async () => {
    const giver = await live(gives(desk.contatado));
    await letStatusGo(desk.admin, { id: desk.contatado });
    expect(await read(giver)).toMatchObject({ isOn: false, number: 1 });
  });

  test('refuses who may not, and changes nothing then', async () => {
    const giver = await live(gives(desk.contatado));
    await refused(letStatusGo(desk.sales, { id: desk.contatado, moveContactsTo: desk.novo }), 'forbidden');
    const other = await makeWorkspace(db());
    await refused(letStatusGo(other.admin, { id: desk.contatado, moveContactsTo: desk.novo }), 'not_found');
    expect(await read(giver)).toMatchObject({ isOn: true, number: 1 });
  });
});

describe('an origin that goes', () => {
  test('merged, it is the other one everywhere; separated, itself again', async () => {
    const giver = await live(givesOrigin(desk.google));
    const waiter = await live(definitionOf({ trigger: { kind: 'origin_changed', to: [desk.google] } }));
    const { mergeId } = await letOriginMerge(desk.admin, { fromId: desk.google, intoId: desk.whatsapp });
    expect(await read(giver)).toMatchObject({ isOn: true, definition: givesOrigin(desk.whatsapp) });
    expect(await read(waiter)).toMatchObject({
      isOn: true,
      definition: { trigger: { to: [desk.whatsapp] } },
    });
    await bringOriginBack(desk.admin, { mergeId });
    expect(await read(waiter)).toMatchObject({ isOn: true, definition: { trigger: { to: [desk.google] } } });
  });

  test('deleted, what names it is switched off', async () => {
    const giver = await live(givesOrigin(desk.google));
    await letOriginGo(desk.admin, { id: desk.google });
    expect(await read(giver)).toMatchObject({ isOn: false });
  });
});

test('a field that goes switches off what asks for it, or writes it in a text', async () => {
  const { id } = await createField(desk.admin, { name: 'Valor', kind: 'number' });
  const asking = await live(definitionOf({ filter: `all(f${id}.ge:10)` }));
  const writing = await live(
    definitionOf({ steps: [{ key: 'a', kind: 'note', text: `{{field.${id}|nada}}` }] }),
  );
  const other = await live(definitionOf());
  expect((await listUses(desk.manager, { kind: 'field', id })).map((use) => use.id)).toEqual([
    asking,
    writing,
  ]);
  await letFieldGo(desk.admin, { id });
  expect([(await read(asking)).isOn, (await read(writing)).isOn, (await read(other)).isOn]).toEqual([
    false,
    false,
    true,
  ]);
});

test('sales staff may delete their group, and what names it is switched off', async () => {
  const { id } = await createGroup(desk.sales, { name: 'Feira' });
  const naming = await live(definitionOf({ trigger: { kind: 'group_joined', groupId: id } }));
  await letGroupGo(desk.sales, { id });
  expect(await read(naming)).toMatchObject({ isOn: false });
});

test('a group that comes back tells which automations that name it are still off', async () => {
  const { id } = await createGroup(desk.sales, { name: 'VIP' });
  const definition = definitionOf({ trigger: { kind: 'group_joined', groupId: id } });
  const naming = await live(definition);
  const woken = await live(definition);
  await letGroupGo(desk.sales, { id });
  const brought = await bringGroupBack(desk.sales, { id });
  expect(brought).toMatchObject({ id, stillOff: [{ id: naming }, { id: woken }] });
  await letGroupGo(desk.sales, { id });
  const { version } = await read(woken);
  await refused(switchOn(desk.admin, { id: woken, version }), 'invalid');
  await bringGroupBack(desk.sales, { id });
  await switchOn(desk.admin, { id: woken, version });
  await refused(bringGroupBack(desk.sales, { id }), 'not_found');
});

test('a segment that goes switches off what it sets off', async () => {
  const { id } = await createSegment(desk.manager, {
    name: 'Novos',
    query: `status=${desk.novo}`,
    isShared: true,
  });
  const naming = await live(definitionOf({ trigger: { kind: 'segment_joined', segmentId: id } }));
  await letSegmentGo(desk.manager, { id });
  expect(await read(naming)).toMatchObject({ isOn: false });
});

test.each([
  ['to another', true],
  ['to nobody', false],
])('a member who leaves is followed: contacts go %s', async (_, hasTarget) => {
  const leaving = userIdOf(desk.sales);
  const target = hasTarget ? userIdOf(desk.manager) : null;
  const naming = await live(
    definitionOf({
      steps: [
        { key: 'a', kind: 'owner', assignment: 'person', userIds: [leaving] },
        { key: 'b', kind: 'notify', to: { kind: 'person', userId: leaving }, text: 'Veja', byEmail: false },
        { key: 'c', kind: 'owner', assignment: 'round_robin', userIds: [leaving, userIdOf(desk.admin)] },
      ],
    }),
  );
  await letMemberGo(desk.admin, { userId: leaving, contactsTo: target });
  const { isOn, definition } = await read(naming);
  expect(isOn).toBe(true);
  expect(definition.steps).toMatchObject([
    target ? { assignment: 'person', userIds: [target] } : { assignment: 'nobody', userIds: [] },
    { to: target ? { kind: 'person', userId: target } : { kind: 'owner' } },
    { assignment: 'round_robin', userIds: [userIdOf(desk.admin)] },
  ]);
});

test('of a member who has left already nothing changes: what still names them is looked at by people', async () => {
  const leaving = userIdOf(desk.sales);
  await letMemberGo(desk.admin, { userId: leaving, contactsTo: null });
  const definition = definitionOf({
    steps: [{ key: 'a', kind: 'owner', assignment: 'person', userIds: [leaving] }],
  });
  const { id } = await createAutomation(desk.admin, { name: 'De antes', definition });
  await letMemberGo(desk.admin, { userId: leaving, contactsTo: userIdOf(desk.manager) });
  expect(await read(id)).toMatchObject({ number: 1, definition });
});
