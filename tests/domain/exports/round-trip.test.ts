import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { exportContacts } from '#domain/exports/export-contacts.ts';
import { getImport } from '#domain/imports/get.ts';
import { listUnknownValues } from '#domain/imports/list-unknown-values.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { useDatabase } from '../../support/connect.ts';
import { bytesOf, makeNastyContacts } from '../../support/export.ts';
import { makeWorkshop, plan, upload } from '../../support/import-file.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

/** Every table that an import of contacts could write to, as it is. */
async function everything({ id }: TestWorkspace): Promise<unknown> {
  const tables = [
    'contacts',
    'contact_identities',
    'field_values',
    'group_members',
    'contact_events',
    'groups',
    'statuses',
    'origins',
    'origin_aliases',
    'field_choices',
  ];
  const read = tables.map((table) =>
    db().execute(
      sql`select to_jsonb(t) as row from ${sql.identifier(table)} t where workspace_id = ${id} order by 1`,
    ),
  );
  return Promise.all(read);
}

const WAYS = [
  { format: 'csv', locale: 'pt-BR' },
  { format: 'csv', locale: 'en' },
  { format: 'xlsx', locale: 'es' },
] as const;

describe.each(WAYS)('a $format in $locale', ({ format, locale }) => {
  test('taken in again, overwriting, changes nothing', async () => {
    const workspace = await makeWorkspace(db());
    const { admin: ctx } = workspace;
    const { columns } = await makeNastyContacts(workspace);
    const before = await everything(workspace);
    const file = await exportContacts(ctx, { format, columns }, locale);
    const bytes = await bytesOf(file);

    const shop = makeWorkshop(db(), url());
    const id = await upload(shop, ctx, bytes, file.fileName);
    expect(await getImport(ctx, { id })).toMatchObject({ failure: null });
    expect((await listUnknownValues(ctx, { id })).flatMap(({ unknown }) => unknown)).toEqual([]);
    const checked = await plan(shop, ctx, id, { mode: 'both', onUpdate: 'overwrite' });
    const counts = { created: 0, updated: 0, unchanged: 7, duplicate: 0, rejected: 0 };
    expect(checked.forecast?.problems.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
    expect(checked.forecast?.preview.flatMap(({ changes }) => changes)).toEqual([]);
    expect(checked.forecast?.counts).toEqual(counts);
    await startImport(ctx, { id });
    await workOffImports(shop);
    expect((await getImport(ctx, { id })).counts).toEqual(counts);
    expect(await everything(workspace)).toEqual(before);
  }, 60_000);
});
