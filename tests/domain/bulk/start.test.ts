import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BulkChange } from '#domain/bulk/change.ts';
import { listBulkChanges } from '#domain/bulk/list.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, workspaceEventsOf } from '../../support/workspace.ts';
import {
  contactsOf,
  everything,
  expectSound,
  makeMany,
  makeOne,
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

describe('a small act', () => {
  test('changes the status at once, one event each under one change id, and is no activity', async () => {
    const ids = await makeMany(team, 3);
    const [before] = await contactsOf(team.admin);
    const bulk = await start(team.admin, toDone(), { ids });
    expect(bulk).toMatchObject({ state: 'done', total: 3, done: 3, counts: { changed: 3 }, mayUndo: true });
    const after = await contactsOf(team.admin);
    expect(after.map(({ statusId }) => statusId)).toEqual([team.feito, team.feito, team.feito]);
    expect(after[0]).toMatchObject({ version: 2, lastActivityAt: before?.lastActivityAt });
    const [, event] = await contactEventsOf(team.admin, ids[0] ?? 0);
    expect(event).toMatchObject({
      kind: 'contact.status_changed',
      actorKind: 'member',
      actorId: userIdOf(team.admin),
      before: { statusId: team.novo, statusSince: expect.any(String) },
      after: { statusId: team.feito },
      changeId: expect.any(String),
    });
    const [other] = (await contactEventsOf(team.admin, ids[1] ?? 0)).slice(1);
    expect(other?.changeId).toBe(event?.changeId);
    await expectSound(db());
  });

  test('leaves alone what is already so, and skips what is gone', async () => {
    const [first = 0, second = 0] = await makeMany(team, 2);
    await moveToStatus(team.admin, { id: first, version: 1, statusId: team.feito });
    const bulk = await start(team.admin, toDone(), { ids: [first, second] });
    expect(bulk.counts).toEqual({ changed: 1, unchanged: 1 });
    expect(await contactEventsOf(team.admin, first)).toHaveLength(2);
    await refused(start(team.admin, toDone(), { ids: [999_999_999] }), 'invalid');
  });

  test.each([
    ['origin', () => ({ kind: 'origin', originId: team.other }), 'contact.origin_changed', 'originId'],
    ['type', () => ({ kind: 'type', type: 'customer' }), 'contact.updated', 'type'],
    ['active', () => ({ kind: 'active', isActive: false }), 'contact.updated', 'isActive'],
    ['nobody', () => ({ kind: 'owner', ownerIds: [] }), 'contact.owner_changed', 'ownerId'],
  ] as [string, () => BulkChange, string, string][])('changes %s', async (_, change, kind, key) => {
    const id = await makeOne(team, userIdOf(team.admin));
    await start(team.admin, change(), { ids: [id] });
    const [, event] = await contactEventsOf(team.admin, id);
    const [contact] = await contactsOf(team.admin);
    expect(event).toMatchObject({ kind, after: { [key]: contact?.[key as 'type'] } });
    expect(event?.before).not.toEqual(event?.after);
    await expectSound(db());
  });

  test('splits owners evenly, in the order of the ids', async () => {
    const ids = await makeMany(team, 5);
    const { admin, manager, sales } = team.workspace;
    const ownerIds = [admin, manager, sales].map(userIdOf);
    await start(admin, { kind: 'owner', ownerIds: ownerIds.toReversed() }, { ids });
    const owners = (await contactsOf(admin)).map(({ ownerId }) => ownerId);
    expect(owners).toEqual([0, 1, 2, 0, 1].map((index) => ownerIds[index]));
    await expectSound(db());
  });

  test('deletes into the trash with identities, and verify finds nothing', async () => {
    const ids = await makeMany(team, 2);
    const bulk = await start(team.admin, { kind: 'delete' }, { ids });
    expect(bulk).toMatchObject({ state: 'done', counts: { changed: 2 } });
    expect(await contactsOf(team.admin)).toEqual([]);
    const [, event] = await contactEventsOf(team.admin, ids[0] ?? 0);
    expect(event).toMatchObject({
      kind: 'contact.deleted',
      before: { statusId: team.novo, originId: team.origin, ownerId: null },
    });
    await expectSound(db());
  });
});

describe('a selection', () => {
  test('of all that match means them as they are now, but those that were taken out of it', async () => {
    const ids = await makeMany(team, 4);
    const [first = 0, second = 0] = ids;
    await moveToStatus(team.admin, { id: first, version: 1, statusId: team.feito });
    const change: BulkChange = { kind: 'type', type: 'customer' };
    const bulk = await start(team.admin, change, { query: `status=${team.novo}`, except: [second] });
    expect(bulk.total).toBe(2);
    const changed = (await contactsOf(team.admin)).filter(({ type }) => type === 'customer');
    expect(changed.map(({ id }) => id)).toEqual(ids.slice(2));
  });

  test('that grew since the preview is asked about again', async () => {
    await makeMany(team, 3);
    const error = await refused(start(team.admin, toDone(), everything, { expectedTotal: 2 }), 'stale');
    expect(error.details).toEqual({ total: 3 });
    expect(await targetsOf(team.admin)).toEqual([]);
    expect(await listBulkChanges(team.admin)).toEqual([]);
  });

  test.each([
    ['nothing', { ids: [] }],
    ['what is none', 'all'],
    ['too many picked', { ids: Array.from({ length: 5_001 }, (_, index) => index + 1) }],
    ['ids that cannot be', { ids: [-1] }],
    ['a query that is none', { query: 7 }],
  ])('of %s is refused', async (_, selection) => {
    const request = { selection, change: toDone(), expectedTotal: 1, requestId: randomUUID() };
    await refused(startBulk(team.admin, request), 'invalid');
  });
});

describe('who may', () => {
  test('sales staff confined to their own never touch others’, also not by forged ids', async () => {
    const confined = await makeTeam(db(), { salesScope: 'own' });
    const { sales, manager } = confined.workspace;
    const mine = await makeOne(confined, userIdOf(sales));
    const theirs = await makeOne(confined, userIdOf(manager));
    const change: BulkChange = { kind: 'status', statusId: confined.feito };
    const bulk = await start(sales, change, { ids: [mine, theirs] });
    expect(bulk).toMatchObject({ total: 1, counts: { changed: 1 } });
    const all = await start(sales, { kind: 'delete' }, everything);
    expect(all.total).toBe(1);
    const [left] = await contactsOf(sales);
    expect(left).toMatchObject({ id: theirs, statusId: confined.novo, version: 1 });
    await refused(start(sales, { kind: 'delete' }, { ids: [theirs] }), 'invalid');
  });

  test('another workspace’s contacts, statuses, origins and members are as missing as missing ones', async () => {
    const theirs = await makeTeam(db());
    const [mine = 0] = await makeMany(team, 1);
    const foreign = await makeOne(theirs);
    await refused(start(team.admin, toDone(), { ids: [foreign] }), 'invalid');
    const wrong: BulkChange[] = [
      { kind: 'status', statusId: theirs.feito },
      { kind: 'origin', originId: theirs.other },
      { kind: 'owner', ownerIds: [userIdOf(team.admin), userIdOf(theirs.admin)] },
    ];
    for (const change of wrong) await refused(start(team.admin, change, { ids: [mine] }), 'invalid');
    expect((await contactsOf(theirs.admin))[0]).toMatchObject({ version: 1 });
  });

  test('sales staff see their own acts, who leads the team sees all', async () => {
    const [first = 0, second = 0] = await makeMany(team, 2);
    const { sales, manager, admin } = team.workspace;
    await start(sales, toDone(), { ids: [first] });
    await start(admin, toDone(), { ids: [second] });
    expect(await listBulkChanges(sales)).toHaveLength(1);
    expect(await listBulkChanges(manager)).toHaveLength(2);
  });
});

describe('asked twice', () => {
  test('at once with one request id is one act', async () => {
    const ids = await makeMany(team, 3);
    const requestId = randomUUID();
    const twice = await Promise.all([1, 2].map(() => start(team.admin, toDone(), { ids }, { requestId })));
    expect(twice[0]?.id).toBe(twice[1]?.id);
    expect(await contactEventsOf(team.admin, ids[0] ?? 0)).toHaveLength(2);
    const kinds = (await workspaceEventsOf(team.admin)).map(({ kind }) => kind);
    expect(kinds).toEqual(['bulk.started', 'bulk.finished']);
  });

  test('another member’s request id is no key to their act', async () => {
    const ids = await makeMany(team, 2);
    const requestId = randomUUID();
    const first = await start(team.admin, toDone(), { ids }, { requestId });
    const second = await start(
      team.workspace.sales,
      { kind: 'active', isActive: false },
      { ids },
      { requestId },
    );
    expect(second.id).not.toBe(first.id);
  });
});
