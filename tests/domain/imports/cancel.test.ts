import { describe, expect, test } from 'vitest';
import { passPhones } from '#domain/contacts/phone-gate.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { cancelImport } from '#domain/imports/cancel.ts';
import { getImport } from '#domain/imports/get.ts';
import { listImportRows } from '#domain/imports/list-rows.ts';
import { startImport } from '#domain/imports/start.ts';
import { undoImport } from '#domain/imports/undo.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImport } from '../../support/import.ts';
import { countContacts, makeImportWorld, people, plan, upload } from '../../support/import-file.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db, url } = useDatabase();

/** Two full batches, and three rows in a third. */
const ROWS = 10_003;

/** An import that was cancelled while both its writers had their first batch in hand. */
async function cancelledMidway() {
  const world = await makeImportWorld(db(), url());
  const { ctx, shop, originId } = world;
  const id = await upload(shop, ctx, people(ROWS));
  await plan(shop, ctx, id, { originId });
  await startImport(ctx, { id });
  // Somebody who is saving a contact keeps the writers before their gates.
  const saving = await heldOpen(ctx, passPhones);
  const work = workOffImports(shop);
  await untilWaiting(db(), 2);
  await cancelImport(ctx, { id });
  await cancelImport(ctx, { id });
  await saving.release();
  await work;
  return { ...world, id };
}

describe('cancelling in the middle of a run', () => {
  test('what is written stays and is counted, the rest says so, and it can be undone', async () => {
    const { ctx, shop, id } = await cancelledMidway();
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'cancelled',
      rowCount: ROWS,
      counts: { created: 10_000, updated: 0, unchanged: 0, duplicate: 0, rejected: 3 },
    });
    expect(await countContacts(ctx)).toBe(10_000);
    const { rows } = await listImportRows(ctx, { id, outcome: 'rejected' });
    expect(rows.map(({ line, reason, contactId }) => [line, reason, contactId])).toEqual([
      [10_002, 'cancelled', null],
      [10_003, 'cancelled', null],
      [10_004, 'cancelled', null],
    ]);
    expect((await workspaceEventsOf(ctx)).map(({ kind }) => kind)).toEqual([
      'import.started',
      'import.cancelled',
    ]);
    expect(await verify(db())).toEqual([]);

    const created = await listImportRows(ctx, { id, outcome: 'created' });
    await updateContact(ctx, { id: created.rows[0]?.contactId, version: 1, notes: 'Ligou' });
    await undoImport(ctx, { id });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'undone',
      kept: [{ reason: 'edited', count: 1 }],
    });
    expect(await countContacts(ctx)).toBe(1);
    expect(await verify(db())).toEqual([]);
  }, 60_000);

  test('is refused to sales, in another workspace, and when nothing runs', async () => {
    const { workspace, ctx } = await makeImportWorld(db(), url());
    const id = await makeImport(ctx, { state: 'running' });
    await refused(cancelImport(workspace.sales, { id }), 'forbidden');
    await refused(cancelImport((await makeWorkspace(db())).admin, { id }), 'not_found');
    for (const state of ['ready', 'done', 'undoing'] as const)
      await refused(cancelImport(ctx, { id: await makeImport(ctx, { state }) }), 'in_use');
  });
});
