import { describe, expect, test } from 'vitest';
import { createField } from '#domain/fields/create.ts';
import { deleteField } from '#domain/fields/delete.ts';
import { deleteMapping } from '#domain/imports/delete-mapping.ts';
import { firstPlan } from '#domain/imports/guess-rules.ts';
import { listMappings } from '#domain/imports/list-mappings.ts';
import { saveMapping } from '#domain/imports/save-mapping.ts';
import { savePlan } from '#domain/imports/save-plan.ts';
import { useDatabase } from '../../support/connect.ts';
import { MAPPING, makeImport } from '../../support/import.ts';
import { countContacts, csv, importFile, makeImportWorld, upload } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db, url } = useDatabase();

async function setUp() {
  const workspace = await makeWorkspace(db());
  const ctx = workspace.manager;
  return { workspace, ctx, id: await makeImport(ctx, { state: 'mapping' }) };
}

const mapping = (name: string, ...columns: [header: string, target: string][]) => ({
  ...MAPPING,
  name,
  columns: columns.map(([header, target]) => ({ header, target })),
});

describe('saved mappings', () => {
  test('are listed with the file, the best fitting first, laid over its columns', async () => {
    const { ctx, id } = await setUp();
    await saveMapping(ctx, mapping('Agenda', ['Contato', 'name'], ['TELEFONE', 'phone']));
    await saveMapping(
      ctx,
      mapping('Cadastro', ['nome', 'firstName'], ['Telefone', 'phone'], ['Obs', 'skip']),
    );
    expect(await listMappings(ctx, { id })).toMatchObject([
      { name: 'Cadastro', fit: 1, columns: ['firstName', 'phone'], choices: MAPPING.choices },
      { name: 'Agenda', fit: 0.5, columns: ['skip', 'phone'] },
    ]);
  });

  test('of the same name, in any spelling, are replaced', async () => {
    const { ctx, id } = await setUp();
    const first = await saveMapping(ctx, mapping('Feira de São Paulo', ['Nome', 'name']));
    const second = await saveMapping(ctx, mapping('  feira de SAO paulo ', ['Nome', 'firstName']));
    expect(second).toEqual({ id: first.id, name: 'feira de SAO paulo' });
    expect(await listMappings(ctx, { id })).toMatchObject([
      { id: first.id, name: 'feira de SAO paulo', columns: ['firstName', 'skip'] },
    ]);
  });

  test('saved by two at once are one', async () => {
    const { ctx, id } = await setUp();
    await Promise.all([1, 2, 3, 4].map(() => saveMapping(ctx, MAPPING)));
    expect(await listMappings(ctx, { id })).toHaveLength(1);
  });

  test('can be forgotten, once', async () => {
    const { ctx, id } = await setUp();
    const saved = await saveMapping(ctx, MAPPING);
    await deleteMapping(ctx, { id: saved.id });
    expect(await listMappings(ctx, { id })).toEqual([]);
    await refused(deleteMapping(ctx, { id: saved.id }), 'not_found');
    expect((await workspaceEventsOf(ctx)).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['mapping.saved', saved.id],
      ['mapping.deleted', saved.id],
    ]);
  });

  test('are refused to sales, and are not there for other workspaces', async () => {
    const { ctx, workspace, id } = await setUp();
    const saved = await saveMapping(ctx, MAPPING);
    await refused(saveMapping(workspace.sales, MAPPING), 'forbidden');
    await refused(listMappings(workspace.sales, { id }), 'forbidden');
    await refused(deleteMapping(workspace.sales, { id: saved.id }), 'forbidden');
    const other = await setUp();
    await refused(deleteMapping(other.ctx, { id: saved.id }), 'not_found');
    await refused(listMappings(other.ctx, { id }), 'not_found');
    expect(await listMappings(other.ctx, { id: other.id })).toEqual([]);
    expect(await listMappings(ctx, { id })).toHaveLength(1);
  });

  test.each([
    ['no name', { name: ' \u3164 ' }, 'name', 'required'],
    ['a name too long', { name: 'x'.repeat(61) }, 'name', 'too_long'],
    ['no columns', { columns: [] }, 'columns', 'invalid'],
    ['a target that is none', { columns: [{ header: 'x', target: '__proto__' }] }, 'columns', 'invalid'],
    ['no choices', { choices: null }, 'choices', 'invalid'],
  ])('%s: refused', async (_, changes, field, code) => {
    const { ctx, id } = await setUp();
    const { fields } = await refused(saveMapping(ctx, { ...MAPPING, ...changes }), 'invalid');
    expect(fields).toMatchObject({ [field]: { code } });
    expect(await listMappings(ctx, { id })).toEqual([]);
  });

  test('are at most a hundred, one of which may still be replaced', async () => {
    const { ctx } = await setUp();
    for (let index = 0; index < 100; index += 1)
      await saveMapping(ctx, { ...MAPPING, name: `Planilha ${index}` });
    const { fields } = await refused(saveMapping(ctx, { ...MAPPING, name: 'Mais uma' }), 'invalid');
    expect(fields).toMatchObject({ name: { code: 'too_many_mappings', params: { max: 100 } } });
    expect(await saveMapping(ctx, { ...MAPPING, name: 'planilha 7' })).toMatchObject({ name: 'planilha 7' });
  });
});

describe('a saved mapping laid over the next file', () => {
  const file = csv(['Quem', 'Contato 1', 'x'], ['Ana', '11912345678', 'Recife']);

  test('imports what no guess would have understood', async () => {
    const { ctx, workspace, shop, originId } = await makeImportWorld(db(), url());
    const field = await createField(workspace.admin, { name: 'Cidade', kind: 'text' });
    const { answers: _, columns: __, ...choices } = { ...firstPlan(['phone']), originId };
    const saved = mapping('Deles', ['Quem', 'name'], ['Contato 1', 'phone'], ['X', `field:${field.id}`]);
    await saveMapping(ctx, { ...saved, choices });
    const id = await upload(shop, ctx, file);
    const [found] = await listMappings(ctx, { id });
    expect(found).toMatchObject({ fit: 1, columns: ['name', 'phone', `field:${field.id}`] });
    const done = await importFile(shop, ctx, file, { ...found?.choices, columns: found?.columns ?? [] });
    expect(done).toMatchObject({ counts: { created: 1 } });
    expect(await countContacts(ctx)).toBe(1);
  });

  test('is refused at the column of a field that is gone', async () => {
    const { ctx, workspace, shop } = await makeImportWorld(db(), url());
    const field = await createField(workspace.admin, { name: 'Cidade', kind: 'text' });
    await saveMapping(
      ctx,
      mapping('Deles', ['Quem', 'name'], ['Contato 1', 'phone'], ['x', `field:${field.id}`]),
    );
    await deleteField(workspace.admin, { id: field.id, version: field.version });
    const id = await upload(shop, ctx, file);
    const [found] = await listMappings(ctx, { id });
    const { fields } = await refused(
      savePlan(ctx, { id, ...found?.choices, columns: found?.columns }),
      'invalid',
    );
    expect(fields).toMatchObject({ columns: { code: 'gone', params: { column: 3 } } });
  });
});
