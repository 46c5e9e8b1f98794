import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { createTarget } from '#domain/targets/create.ts';
import { deleteTarget } from '#domain/targets/delete.ts';
import { listTargets } from '#domain/targets/list.ts';
import { restoreTarget } from '#domain/targets/restore.ts';
import { TARGETS_MAX } from '#domain/targets/rules.ts';
import { updateTarget } from '#domain/targets/update.ts';
import { listTargetUses } from '#domain/targets/uses.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let statusId: number;
let facts: Record<string, unknown>;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  statusId = await workspace.addStatus('Fechado', { kind: 'won' });
  facts = { kind: 'status', thingId: statusId, span: 'month', amount: 40 };
});

test('a target is set, set otherwise, deleted and taken back, each with its event', async () => {
  const { manager, sales } = workspace;
  const target = await createTarget(manager, facts);
  expect(target).toMatchObject({
    ...{ kind: 'status', span: 'month', amount: 40, version: 1, owner: null },
    thing: { id: statusId, name: 'Fechado', isGone: false },
  });
  const owner = { id: userIdOf(sales), name: expect.any(String) };
  const changed = { ...facts, id: target.id, version: 1, ownerId: owner.id, amount: 5, span: 'week' };
  const next = await updateTarget(manager, changed);
  expect(next).toMatchObject({ version: 2, amount: 5, span: 'week', owner });
  expect(await updateTarget(manager, { ...changed, version: 2 })).toEqual(next);
  const stale = await refused(updateTarget(manager, { ...changed, amount: 6 }), 'stale');
  expect(stale.details).toEqual({ current: next });
  const { changeId } = await deleteTarget(manager, { id: target.id });
  expect(await listTargets(manager)).toEqual([]);
  expect(await restoreTarget(manager, { changeId })).toMatchObject({ id: target.id, amount: 5, owner });
  // Whoever still has it open as it was before it went is told.
  await refused(updateTarget(manager, { ...changed, version: 2, amount: 7 }), 'stale');
  await refused(restoreTarget(manager, { changeId }), 'not_found');
  const events = (await workspaceEventsOf(manager)).filter(({ subjectKind }) => subjectKind === 'target');
  expect(events.map(({ kind }) => kind)).toEqual([
    'target.created',
    'target.updated',
    'target.deleted',
    'target.created',
  ]);
});

test('sales staff only read; who is confined reads what is set for them; others’ things are missing', async () => {
  const { admin, sales } = workspace;
  const all = await createTarget(admin, facts);
  await refused(createTarget(sales, { ...facts, amount: 1 }), 'forbidden');
  await refused(updateTarget(sales, { ...facts, id: all.id, version: 1 }), 'forbidden');
  await refused(deleteTarget(sales, { id: all.id }), 'forbidden');
  await refused(restoreTarget(sales, { changeId: crypto.randomUUID() }), 'forbidden');
  await refused(listTargetUses(sales, { kind: 'status', id: statusId }), 'forbidden');
  const own = await createTarget(admin, { ...facts, ownerId: userIdOf(sales) });
  const idsFor = async (ctx: Ctx) => (await listTargets(ctx)).map(({ id }) => id);
  expect(await idsFor(sales)).toEqual([all.id, own.id]);
  const confined = { ...sales, workspace: { ...sales.workspace, salesScope: 'own' as const } };
  expect(await idsFor(confined)).toEqual([own.id]);

  const other = await makeWorkspace(db());
  expect(await listTargets(other.admin)).toEqual([]);
  await refused(deleteTarget(other.admin, { id: all.id }), 'not_found');
  await refused(updateTarget(other.admin, { ...facts, id: all.id, version: 1 }), 'not_found');
  const foreign = await refused(createTarget(other.admin, facts), 'invalid');
  expect(foreign.fields).toEqual({ thingId: { code: 'gone' } });
  const status = await other.addStatus('Fechado');
  const stranger = { ...facts, thingId: status, ownerId: userIdOf(sales) };
  const error = await refused(createTarget(other.admin, stranger), 'invalid');
  expect(error.fields).toEqual({ ownerId: { code: 'gone' } });
});

test('there is one target for the same, also when two set it at once', async () => {
  const { admin, manager, sales } = workspace;
  const both = await Promise.allSettled([createTarget(admin, facts), createTarget(manager, facts)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const [target] = await listTargets(admin);
  const taken = await refused(createTarget(admin, { ...facts, amount: 9 }), 'invalid');
  expect(taken.fields).toEqual({ thingId: { code: 'target_taken' } });
  const other = await createTarget(admin, { ...facts, ownerId: userIdOf(sales) });
  await refused(updateTarget(admin, { ...facts, id: other.id, version: 1 }), 'invalid');
  const gone = await deleteTarget(admin, { id: target?.id });
  await updateTarget(admin, { ...facts, id: other.id, version: 1 });
  await refused(restoreTarget(admin, gone), 'invalid');
});

test('what is gone cannot be named anew; a target that names it stays', async () => {
  const { admin, sales } = workspace;
  const userId = userIdOf(sales);
  const target = await createTarget(admin, { ...facts, ownerId: userId });
  await deactivateMember(admin, { userId, contactsTo: userIdOf(admin) });
  await retireStatus(admin, { id: statusId });
  const before = { ...facts, id: target.id, version: 1, ownerId: userId };
  expect(await updateTarget(admin, { ...before, amount: 7 })).toMatchObject({ amount: 7 });
  const error = await refused(createTarget(admin, { ...facts, span: 'week' }), 'invalid');
  expect(error.fields).toEqual({ thingId: { code: 'gone' } });
});

test.each([
  ['nothing', { amount: 0 }, 'amount'],
  ['less than nothing', { amount: -1 }, 'amount'],
  ['half a contact', { amount: 1.5 }, 'amount'],
  ['too many', { amount: Number.POSITIVE_INFINITY }, 'amount'],
  ['no number', { amount: '40' }, 'amount'],
  ['another span', { span: 'year' }, 'span'],
  ['another kind', { kind: 'toString' }, 'kind'],
  ['no status', { thingId: '1; drop' }, 'thingId'],
  ['no owner', { ownerId: [1] }, 'ownerId'],
])('refused: %s', async (_what, part, field) => {
  const error = await refused(createTarget(workspace.admin, { ...facts, ...part }), 'invalid');
  expect(Object.keys(error.fields)).toEqual([field]);
});

test('there is room for so many', async () => {
  const { admin } = workspace;
  const things = await Promise.all(
    Array.from({ length: TARGETS_MAX / 2 }, (_, n) => workspace.addOrigin(`Origem ${n}`)),
  );
  for (const thingId of things)
    for (const span of ['week', 'month'])
      await createTarget(admin, { ...facts, kind: 'origin', thingId, span });
  const error = await refused(createTarget(admin, facts), 'invalid');
  expect(error.fields).toEqual({ thingId: { code: 'too_many_targets', params: { max: TARGETS_MAX } } });
});
