import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { getContact } from '#domain/contacts/get.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { getImport } from '#domain/imports/get.ts';
import { listImportRows, listKeptRows } from '#domain/imports/list-rows.ts';
import { undoImport } from '#domain/imports/undo.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImport } from '../../support/import.ts';
import { csv, importFile, makeWorkshop } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf, makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

async function setUp() {
  const workspace = await makeWorkspace(db());
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const otherStatusId = await workspace.addStatus('Qualificado');
  const originId = await workspace.addOrigin('Facebook');
  return {
    workspace,
    ctx: workspace.manager,
    statusId,
    otherStatusId,
    originId,
    shop: makeWorkshop(db(), url()),
  };
}

describe('undoing an import', () => {
  test('created contacts go, but for those that somebody touched', async () => {
    const { ctx, shop, originId } = await setUp();
    const file = csv(['Nome', 'Telefone'], ['Ana', '11912345678'], ['Bia', '11988887777']);
    const done = await importFile(shop, ctx, file, { originId });
    const { rows } = await listImportRows(ctx, { id: done.id, outcome: 'created' });
    const [ana, bia] = rows.map(({ contactId }) => contactId ?? 0);
    await updateContact(ctx, { id: bia, version: 1, notes: 'Ligou' });

    await undoImport(ctx, { id: done.id });
    await workOffImports(shop);

    const undone = await getImport(ctx, { id: done.id });
    expect(undone).toMatchObject({ state: 'undone', kept: [{ reason: 'edited', count: 1 }] });
    expect((await listKeptRows(ctx, { id: done.id })).rows).toMatchObject([
      { contactId: bia, undo: 'edited' },
    ]);
    await refused(getContact(ctx, { id: ana }), 'not_found');
    expect(await getContact(ctx, { id: bia ?? 0 })).toMatchObject({ firstName: 'Bia', notes: 'Ligou' });
    expect((await contactEventsOf(ctx, ana ?? 0)).map(({ kind }) => kind)).toEqual([
      'contact.created',
      'contact.deleted',
    ]);
    expect(await verify(db())).toEqual([]);
  });

  test('updated contacts get back what nobody has edited since', async () => {
    const { ctx, workspace, shop, statusId, originId } = await setUp();
    const group = await createGroup(ctx, { name: 'Feira' });
    await createField(workspace.admin, { name: 'Cidade', kind: 'text' });
    const { id } = await createContact(ctx, {
      firstName: 'Ana',
      phone: '11912345678',
      company: 'Velha',
      originId,
    });
    const file = csv(
      ['Nome', 'Telefone', 'E-mail', 'Empresa', 'Status', 'Site', 'Cidade'],
      ['Ana Lima', '11912345678', 'ana@x.com', 'Nova', 'Qualificado', 'x.com', 'Recife'],
    );
    const done = await importFile(shop, ctx, file, { originId, onUpdate: 'overwrite', groupIds: [group.id] });
    expect(done.counts).toMatchObject({ updated: 1 });
    const { version } = await getContact(ctx, { id });
    await updateContact(ctx, { id, version, company: 'Minha' });

    await undoImport(ctx, { id: done.id });
    await workOffImports(shop);

    expect(await getContact(ctx, { id })).toMatchObject({
      lastName: '',
      email: null,
      company: 'Minha',
      website: '',
      statusId,
    });
    const [left] = await db().execute(sql`
      select (select count(*)::int from group_members where contact_id = ${id}) as groups,
        (select count(*)::int from field_values where contact_id = ${id}) as answers,
        (select count(*)::int from contact_identities where contact_id = ${id}) as identities`);
    expect(left).toEqual({ groups: 0, answers: 0, identities: 1 });
    expect((await getImport(ctx, { id: done.id })).kept).toEqual([{ reason: 'edited', count: 1 }]);
    expect(await verify(db())).toEqual([]);
  });

  test('is refused to sales, for what never ran, and in another workspace', async () => {
    const { ctx, workspace } = await setUp();
    const id = await makeImport(ctx, { state: 'done' });
    await refused(undoImport(workspace.sales, { id }), 'forbidden');
    await refused(undoImport(ctx, { id: await makeImport(ctx, { state: 'ready' }) }), 'in_use');
    await refused(undoImport((await makeWorkspace(db())).admin, { id }), 'not_found');
  });
});
