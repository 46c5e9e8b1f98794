import { beforeEach, describe, expect, test } from 'vitest';
import { createStatus } from '#domain/statuses/create.ts';
import { listStatuses, type Status } from '#domain/statuses/list.ts';
import { reorderStatuses } from '#domain/statuses/reorder.ts';
import { updateStatus } from '#domain/statuses/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let novo: Status;
let ganho: Status;
beforeEach(async () => {
  workspace = await makeWorkspace(db());
  novo = await createStatus(workspace.admin, { name: 'Novo', colour: '#3b82f6' });
  ganho = await createStatus(workspace.admin, { name: 'Fechado', colour: '#16a34a', kind: 'won' });
});

describe('updateStatus', () => {
  test('changes what was changed, and records just that', async () => {
    const updated = await updateStatus(workspace.admin, { ...novo, name: 'Chegou' });
    expect(updated).toMatchObject({ name: 'Chegou', colour: '#3b82f6', version: 2 });
    const last = (await workspaceEventsOf(workspace.admin)).at(-1);
    expect(last).toMatchObject({
      kind: 'status.updated',
      before: { name: 'Novo' },
      after: { name: 'Chegou' },
    });
  });

  test('the second of two editors is told what the first made of it', async () => {
    await updateStatus(workspace.admin, { ...novo, name: 'Chegou' });
    const error = await refused(updateStatus(workspace.manager, { ...novo, colour: '#000000' }), 'stale');
    expect(error.details).toMatchObject({ current: { name: 'Chegou', colour: '#3b82f6', version: 2 } });
    expect((await listStatuses(workspace.admin))[0]).toMatchObject({ name: 'Chegou', colour: '#3b82f6' });
  });

  test('of many at once, one takes effect', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => updateStatus(workspace.admin, { ...novo, name: `Nome ${n}` })),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await listStatuses(workspace.admin))[0]?.version).toBe(2);
  });

  test('saving the same writes nothing', async () => {
    expect(await updateStatus(workspace.admin, { ...novo })).toEqual(novo);
    expect(await workspaceEventsOf(workspace.admin)).toHaveLength(2);
  });

  test('its own name in another spelling is not taken', async () => {
    expect(await updateStatus(workspace.admin, { ...novo, name: 'NOVO' })).toMatchObject({ name: 'NOVO' });
  });

  test.each([
    ['another status has the name', { name: 'fechado' }, 'name', 'name_taken_by'],
    ['the last open one would close', { kind: 'lost' }, 'kind', 'last_open_status'],
    ['the default would have no successor', { isDefault: false }, 'isDefault', 'default_needed'],
  ])('refuses when %s', async (_what, change, field, code) => {
    const error = await refused(updateStatus(workspace.admin, { ...novo, ...change }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });

  test('making another the default moves the mark', async () => {
    await updateStatus(workspace.admin, { ...ganho, isDefault: true });
    expect((await listStatuses(workspace.admin)).map((status) => status.isDefault)).toEqual([false, true]);
  });

  test('another workspace’s status is as missing as a missing one', async () => {
    const stranger = await makeWorkspace(db());
    await refused(updateStatus(stranger.admin, { ...novo, name: 'Meu' }), 'not_found');
    await refused(updateStatus(stranger.admin, { ...novo, id: 999_999 }), 'not_found');
  });

  test.each([
    -1,
    0,
    1.5,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    2 ** 53 + 1,
    '../../etc/passwd',
    [1],
    { id: 1 },
  ])('id %s is refused', async (id) => {
    await refused(updateStatus(workspace.admin, { ...novo, id }), 'invalid');
  });

  test('sales staff may not', async () => {
    await refused(updateStatus(workspace.sales, { ...novo, name: 'X' }), 'forbidden');
  });
});

describe('reorderStatuses', () => {
  const order = async () => (await listStatuses(workspace.admin)).map((status) => status.id);

  test('puts one before another and records both orders', async () => {
    await reorderStatuses(workspace.admin, { id: ganho.id, beforeId: novo.id });
    expect(await order()).toEqual([ganho.id, novo.id]);
    const last = (await workspaceEventsOf(workspace.admin)).at(-1);
    expect(last).toMatchObject({
      kind: 'status.reordered',
      before: { order: [novo.id, ganho.id] },
      after: { order: [ganho.id, novo.id] },
    });
  });

  test('putting it where it is records nothing', async () => {
    await reorderStatuses(workspace.admin, { id: ganho.id, beforeId: null });
    expect(await workspaceEventsOf(workspace.admin)).toHaveLength(2);
  });

  test('two people ordering at once leave one clean order', async () => {
    const third = await createStatus(workspace.admin, { name: 'Três', colour: '#333333' });
    await Promise.all([
      reorderStatuses(workspace.admin, { id: third.id, beforeId: novo.id }),
      reorderStatuses(workspace.manager, { id: ganho.id, beforeId: novo.id }),
    ]);
    const positions = (await listStatuses(workspace.admin)).map((status) => status.position);
    expect(new Set(positions).size).toBe(3);
  });

  test('refuses strangers, missing ids and sales staff', async () => {
    const stranger = await makeWorkspace(db());
    await refused(reorderStatuses(stranger.admin, { id: novo.id, beforeId: null }), 'not_found');
    await refused(reorderStatuses(workspace.admin, { id: novo.id, beforeId: 999_999 }), 'not_found');
    await refused(reorderStatuses(workspace.sales, { id: novo.id, beforeId: null }), 'forbidden');
  });
});
