import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { discardImport } from '#domain/imports/discard.ts';
import { getImport } from '#domain/imports/get.ts';
import { receiveChunk } from '#domain/imports/receive-chunk.ts';
import { startUpload } from '#domain/imports/start-upload.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImport } from '../../support/import.ts';
import { importFile, makeImportWorld, once, people, plan, upload } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';
import { makeXlsx, textRow } from '../../support/xlsx-file.ts';

const { db, url } = useDatabase();

/** How much of an import there is, in all its tables. */
async function traces(id: number) {
  const [row] = await db().execute(sql`
    select (select count(*)::int from imports where id = ${id}) as imports,
      (select count(*)::int from import_rows where import_id = ${id}) as rows,
      (select count(*)::int from import_facts where import_id = ${id}) as facts,
      (select count(*)::int from import_outcomes where import_id = ${id}) as outcomes`);
  return row;
}

const NOTHING = { imports: 0, rows: 0, facts: 0, outcomes: 0 };

describe('throwing an import away', () => {
  test('half of an upload: its file goes', async () => {
    const { ctx, shop } = await makeImportWorld(db(), url());
    const { id } = await startUpload(ctx, { fileName: 'a.csv', fileBytes: 100, fingerprint: 'half-of-it' });
    await receiveChunk(ctx, { id, offset: 0 }, { body: once(Buffer.from('Nome;Tel')), folder: shop.folder });
    expect(readdirSync(shop.folder)).toHaveLength(1);
    await discardImport(ctx, { id }, shop.folder);
    expect(readdirSync(shop.folder)).toEqual([]);
    expect(await traces(id)).toEqual(NOTHING);
  });

  test('a file of several sheets that waits for its mapping: file and rows go', async () => {
    const { ctx, shop } = await makeImportWorld(db(), url());
    const data = textRow(1, 'Nome', 'Telefone') + textRow(2, 'Ana', '11912345678');
    const sheets = ['A', 'B'].map((name) => ({ name, data }));
    const id = await upload(shop, ctx, makeXlsx({ sheets }), 'a.xlsx');
    expect(readdirSync(shop.folder)).toHaveLength(1);
    expect(await traces(id)).toEqual({ ...NOTHING, imports: 1, rows: 1 });
    await discardImport(ctx, { id }, shop.folder);
    expect(readdirSync(shop.folder)).toEqual([]);
    expect(await traces(id)).toEqual(NOTHING);
  });

  test('a checked file: rows, facts and refusals go, and it is told', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const id = await upload(shop, ctx, `${people(2)}\nZé;123`);
    await plan(shop, ctx, id, { originId });
    expect(await traces(id)).toEqual({ imports: 1, rows: 3, facts: 2, outcomes: 1 });
    await discardImport(ctx, { id }, shop.folder);
    expect(await traces(id)).toEqual(NOTHING);
    await refused(discardImport(ctx, { id }, shop.folder), 'not_found');
    expect(await workspaceEventsOf(ctx)).toMatchObject([
      { kind: 'import.deleted', subjectId: id, before: { fileName: 'clientes.csv' } },
    ]);
  });

  test('is refused while the worker has it, and once something is written', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const done = await importFile(shop, ctx, people(2), { originId });
    await db().execute(sql`update imports set state = 'failed' where id = ${done.id}`);
    await refused(discardImport(ctx, { id: done.id }, shop.folder), 'in_use');
    expect(await getImport(ctx, { id: done.id })).toMatchObject({ counts: { created: 2 } });
    expect(await traces(done.id)).toMatchObject({ rows: 2, outcomes: 2 });
    for (const state of ['reading', 'checking', 'queued', 'running', 'undoing'] as const) {
      const id = await makeImport(ctx, { state });
      const { details } = await refused(discardImport(ctx, { id }, shop.folder), 'in_use');
      expect(details).toEqual({ state });
    }
  });

  test('is refused to sales, and in another workspace', async () => {
    const { ctx, workspace, shop } = await makeImportWorld(db(), url());
    const id = await makeImport(ctx, { state: 'mapping' });
    await refused(discardImport(workspace.sales, { id }, shop.folder), 'forbidden');
    await refused(discardImport((await makeWorkspace(db())).admin, { id }, shop.folder), 'not_found');
    expect(await traces(id)).toMatchObject({ imports: 1 });
  });
});
