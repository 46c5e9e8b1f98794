import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { ImportState } from '#db/values.ts';
import { chooseSheet } from '#domain/imports/choose-sheet.ts';
import { getImport } from '#domain/imports/get.ts';
import { listImportRows } from '#domain/imports/list-rows.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { purgeImports } from '#domain/upkeep/purge-imports.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImport } from '../../support/import.ts';
import {
  countContacts,
  importFile,
  makeImportWorld,
  people,
  plan,
  upload,
} from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { makeWorkspace } from '../../support/workspace.ts';
import { makeXlsx, textRow } from '../../support/xlsx-file.ts';

const { db, url } = useDatabase();
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function touched(id: number, days: number): Promise<void> {
  await db().execute(sql`update imports set updated_at = ${daysAgo(days).toISOString()} where id = ${id}`);
}

function put(folder: string, name: string, days: number): void {
  writeFileSync(join(folder, name), 'Nome;Telefone');
  utimesSync(join(folder, name), daysAgo(days), daysAgo(days));
}

describe('after 30 days', () => {
  test('the rows of a finished import go; it stays in the list with its sums, and its contacts too', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const [old, young] = [
      await importFile(shop, ctx, `${people(3)}\nZé;123`, { originId }),
      await importFile(shop, ctx, `${people(4)}\nZé;123`, { originId }),
    ];
    await touched(old.id, 31);
    await touched(young.id, 29);
    expect(await purgeImports(db(), shop.folder, now)).toEqual({ imports: 0, rows: 8, uploads: 0 });
    expect((await listImportRows(ctx, { id: old.id, outcome: 'rejected' })).rows).toEqual([]);
    expect((await listImportRows(ctx, { id: young.id, outcome: 'rejected' })).rows).toHaveLength(1);
    expect(await getImport(ctx, { id: old.id })).toMatchObject({
      state: 'done',
      rowCount: 4,
      counts: { created: 3, rejected: 1 },
    });
    expect(await countContacts(ctx)).toBe(4);
    expect(await verify(db())).toEqual([]);
  });

  test.each<[ImportState, isGone: boolean]>([
    ['uploading', true],
    ['mapping', true],
    ['settling', true],
    ['ready', true],
    ['reading', false],
    ['checking', false],
    ['queued', false],
    ['running', false],
    ['undoing', false],
    ['done', false],
    ['failed', false],
    ['cancelled', false],
    ['undone', false],
  ])('an import that stands at %s goes altogether: %s', async (state, isGone) => {
    const { manager: ctx } = await makeWorkspace(db());
    const [old, young] = [await makeImport(ctx, { state }), await makeImport(ctx, { state })];
    await touched(old, 31);
    await purgeImports(db(), temporaryFolder(), now);
    if (isGone) await refused(getImport(ctx, { id: old }), 'not_found');
    else expect(await getImport(ctx, { id: old })).toMatchObject({ state });
    expect(await getImport(ctx, { id: young })).toMatchObject({ state });
    await db().execute(sql`delete from imports where id in (${old}, ${young})`);
  });

  test('a checked import that nobody started goes with all its rows', async () => {
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const id = await upload(shop, ctx, `${people(2)}\nZé;123`);
    await plan(shop, ctx, id, { originId });
    await touched(id, 31);
    expect(await purgeImports(db(), shop.folder, now)).toEqual({ imports: 1, rows: 6, uploads: 0 });
    await refused(getImport(ctx, { id }), 'not_found');
  });
});

describe('files', () => {
  test('go when they are old and nobody waits for them; what is not ours stays', async () => {
    const folder = temporaryFolder();
    const [old, young] = ['a'.repeat(32), 'b'.repeat(32)];
    put(folder, old, 31);
    put(folder, young, 29);
    put(folder, 'somebody-elses.txt', 400);
    expect(await purgeImports(db(), folder, now)).toMatchObject({ uploads: 1 });
    expect(readdirSync(folder).toSorted()).toEqual([young, 'somebody-elses.txt']);
  });

  test('stay as long as their import is gone on with: another sheet can still be chosen', async () => {
    const { ctx, shop } = await makeImportWorld(db(), url());
    const data = textRow(1, 'Nome', 'Telefone') + textRow(2, 'Ana', '11912345678');
    const sheets = ['A', 'B'].map((name) => ({ name, data }));
    const id = await upload(shop, ctx, makeXlsx({ sheets }), 'a.xlsx');
    for (const name of readdirSync(shop.folder))
      utimesSync(join(shop.folder, name), daysAgo(31), daysAgo(31));
    await touched(id, 1);
    expect(await purgeImports(db(), shop.folder, now)).toEqual({ imports: 0, rows: 0, uploads: 0 });
    await chooseSheet(ctx, { id, sheet: 'B' });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'mapping', file: { sheet: 'B' } });
    await touched(id, 31);
    expect(await purgeImports(db(), shop.folder, now)).toMatchObject({ imports: 1, uploads: 1 });
    expect(readdirSync(shop.folder)).toEqual([]);
  });

  test('a folder that is not there is no error', async () => {
    expect(await purgeImports(db(), join(temporaryFolder(), 'none'), now)).toMatchObject({ uploads: 0 });
  });
});
