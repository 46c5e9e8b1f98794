import { beforeEach, expect, test } from 'vitest';
import { bringOriginBack, bringStatusBack, letOriginMerge, letStatusGo } from '#domain/automations/let-go.ts';
import { deleteOrigin } from '#domain/origins/delete.ts';
import { createTarget } from '#domain/targets/create.ts';
import { listTargets } from '#domain/targets/list.ts';
import { updateTarget } from '#domain/targets/update.ts';
import { listTargetUses } from '#domain/targets/uses.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let ids: Record<'old' | 'next' | 'site' | 'fair', number>;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  ids = {
    old: await workspace.addStatus('Velho'),
    next: await workspace.addStatus('Contato'),
    site: await workspace.addOrigin('Site'),
    fair: await workspace.addOrigin('Feira'),
  };
});

const set = (kind: 'status' | 'origin', thingId: number, span: 'week' | 'month', amount: number) =>
  createTarget(workspace.admin, { kind, thingId, span, amount });
const now = async () =>
  (await listTargets(workspace.admin)).map(({ thing, span, amount }) => [thing.id, span, amount]);

test('targets of a retired status are of the one where its contacts go; where that has the same, its own stays', async () => {
  const { admin } = workspace;
  await set('status', ids.old, 'week', 5);
  await set('status', ids.old, 'month', 20);
  await set('status', ids.next, 'month', 30);
  const uses = await listTargetUses(admin, { kind: 'status', id: ids.old });
  expect(uses.map(({ span, amount }) => [span, amount])).toEqual([
    ['week', 5],
    ['month', 20],
  ]);
  const { changeId } = await letStatusGo(admin, { id: ids.old, moveContactsTo: ids.next });
  expect(await now()).toEqual([
    [ids.next, 'week', 5],
    [ids.next, 'month', 30],
  ]);
  await bringStatusBack(admin, { changeId });
  expect(await now()).toEqual([
    [ids.old, 'week', 5],
    [ids.old, 'month', 20],
    [ids.next, 'month', 30],
  ]);
  const told = (await workspaceEventsOf(admin)).filter((event) => event.changeId === changeId);
  const kinds = told.filter(({ subjectKind }) => subjectKind === 'target').map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['target.created', 'target.deleted', 'target.updated', 'target.updated']);
});

test('with nothing in its place they go, and come back with it', async () => {
  const { admin } = workspace;
  await set('status', ids.old, 'week', 5);
  const { changeId } = await letStatusGo(admin, { id: ids.old });
  expect(await now()).toEqual([]);
  await bringStatusBack(admin, { changeId });
  expect(await now()).toEqual([[ids.old, 'week', 5]]);
});

test('what somebody has set otherwise since stays', async () => {
  const { admin } = workspace;
  const target = await set('status', ids.old, 'week', 5);
  const { changeId } = await letStatusGo(admin, { id: ids.old, moveContactsTo: ids.next });
  const facts = { kind: 'status', thingId: ids.next, span: 'week', amount: 8 };
  await updateTarget(admin, { ...facts, id: target.id, version: 2 });
  await bringStatusBack(admin, { changeId });
  expect(await now()).toEqual([[ids.next, 'week', 8]]);
});

test('an origin with a target is not deleted; merged, its targets go along, and come back', async () => {
  const { admin } = workspace;
  await set('origin', ids.fair, 'week', 5);
  const error = await refused(deleteOrigin(admin, { id: ids.fair }), 'in_use');
  expect(error.details).toMatchObject({ targetTotal: 1 });
  const { mergeId } = await letOriginMerge(admin, { fromId: ids.fair, intoId: ids.site });
  expect(await now()).toEqual([[ids.site, 'week', 5]]);
  await bringOriginBack(admin, { mergeId });
  expect(await now()).toEqual([[ids.fair, 'week', 5]]);
});
