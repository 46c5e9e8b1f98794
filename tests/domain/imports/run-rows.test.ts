import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { getContact } from '#domain/contacts/get.ts';
import { createField } from '#domain/fields/create.ts';
import { createGroup } from '#domain/groups/create.ts';
import { listImportRows } from '#domain/imports/list-rows.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeWorkshop } from '../../support/import-file.ts';
import { contactEventsOf, makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

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

async function contactsOf(workspaceId: number) {
  return db().execute<Record<string, unknown>>(sql`
    select first_name, last_name, phone, email, company, notes, status_id::int, origin_id::int, owner_id::int, version
    from contacts where workspace_id = ${workspaceId} order by id`);
}

describe('a file becomes contacts', () => {
  test('each row ends in one of the five, and they add up', async () => {
    const { ctx, workspace, shop, statusId, otherStatusId, originId } = await setUp();
    const file = csv(
      ['Nome', 'Telefone', 'E-mail', 'Empresa', 'Status', 'Fonte', 'Obs'],
      ['Ana Souza', '(11) 91234-5678', 'ana@x.com', 'Padaria', 'Qualificado', 'facebook', '"duas\nlinhas"'],
      ['Bia', '11 98888-7777', '', '', '', 'Facebook', ''],
      ['Ana de novo', '5511 1234-5678', '', '', '', 'Facebook', ''],
      ['Caio', '123', '', '', '', 'Facebook', ''],
      ['', '11 97777-6666', '', '', '', 'Facebook', ''],
      ['Duda', '', '', '', '', 'Facebook', ''],
    );
    const done = await importFile(shop, ctx, file);
    expect(done).toMatchObject({
      state: 'done',
      rowCount: 6,
      counts: { created: 2, updated: 0, unchanged: 0, duplicate: 1, rejected: 3 },
    });
    expect(done.forecast?.counts).toEqual(done.counts);
    expect(await contactsOf(workspace.id)).toMatchObject([
      {
        first_name: 'Ana',
        last_name: 'Souza',
        phone: '5511912345678',
        email: 'ana@x.com',
        company: 'Padaria',
        notes: 'duas\nlinhas',
        status_id: otherStatusId,
        origin_id: originId,
      },
      { first_name: 'Bia', last_name: '', phone: '5511988887777', email: null, status_id: statusId },
    ]);
    const rejected = await listImportRows(ctx, { id: done.id, outcome: 'rejected' });
    expect(rejected.rows.map(({ line, reason, column }) => ({ line, reason, column }))).toEqual([
      { line: 6, reason: 'bad_phone', column: 2 },
      { line: 7, reason: 'required', column: 1 },
      { line: 8, reason: 'phone_or_email', column: null },
    ]);
    const { rows } = await listImportRows(ctx, { id: done.id, outcome: 'duplicate' });
    expect(rows).toMatchObject([{ reason: 'same_phone', sameAsLine: 2 }]);
    expect(await verify(db())).toEqual([]);
  });

  test('its events say who and what', async () => {
    const { ctx, shop, statusId, originId } = await setUp();
    const done = await importFile(
      shop,
      ctx,
      csv(['Nome', 'Telefone', 'Fonte'], ['Ana', '11912345678', 'Facebook']),
    );
    const { rows } = await listImportRows(ctx, { id: done.id, outcome: 'created' });
    const [event] = await contactEventsOf(ctx, rows[0]?.contactId ?? 0);
    const events = await workspaceEventsOf(ctx);
    expect(event).toMatchObject({
      kind: 'contact.created',
      actorKind: 'import',
      after: { statusId, originId, ownerId: null, type: 'lead' },
    });
    expect(events.map(({ kind, changeId }) => ({ kind, isSame: changeId === event?.changeId }))).toEqual([
      { kind: 'import.started', isSame: true },
      { kind: 'import.finished', isSame: true },
    ]);
  });

  test('owners get the same share, groups all members, answers their field', async () => {
    const { ctx, workspace, shop, originId } = await setUp();
    const other = await workspace.addMember('sales');
    const ownerIds = [workspace.sales, other].map(({ actor }) =>
      actor.kind === 'member' ? actor.userId : 0,
    );
    const group = await createGroup(ctx, { name: 'Feira' });
    const field = await createField(workspace.admin, { name: 'Cidade', kind: 'text' });
    const rows = Array.from({ length: 9 }, (_, index) => [
      `P${index}`,
      `1191234567${index}`,
      `Cidade ${index}`,
    ]);
    await importFile(shop, ctx, csv(['Nome', 'Celular', 'cidade'], ...rows), {
      originId,
      ownerIds,
      groupIds: [group.id],
    });
    const shares = await db().execute<{ count: number }>(sql`
      select count(*)::int as count from contacts where workspace_id = ${workspace.id} group by owner_id order by 1`);
    expect(shares.map(({ count }) => count)).toEqual([4, 5]);
    const [sums] = await db().execute(sql`
      select (select count(*)::int from group_members where group_id = ${group.id}) as members,
        (select count(*)::int from field_values where field_id = ${field.id} and text like 'Cidade%') as answers`);
    expect(sums).toEqual({ members: 9, answers: 9 });
    expect(await verify(db())).toEqual([]);
  });
});

describe('contacts that are there already', () => {
  async function withAna() {
    const world = await setUp();
    const { ctx, originId } = world;
    const ana = await createContact(ctx, {
      firstName: 'Ana',
      phone: '(11) 91234-5678',
      company: 'Velha',
      originId,
    });
    const file = csv(
      ['Nome', 'Telefone', 'E-mail', 'Empresa', 'Status'],
      ['Ana Lima', '551112345678', 'ana@nova.com', 'Nova', 'Qualificado'],
    );
    return { ...world, ana, file };
  }

  test('filling adds only what is missing', async () => {
    const { ctx, shop, ana, file, statusId, originId } = await withAna();
    const done = await importFile(shop, ctx, file, { originId });
    expect(done.counts).toMatchObject({ updated: 1, created: 0 });
    expect(done.forecast?.preview[0]?.changes.map(({ fact }) => fact)).toEqual(['lastName', 'email']);
    expect(await getContact(ctx, { id: ana.id })).toMatchObject({
      lastName: 'Lima',
      phone: '5511912345678',
      email: 'ana@nova.com',
      company: 'Velha',
      statusId,
      version: 2,
    });
    expect(await verify(db())).toEqual([]);
  });

  test('overwriting puts the file first, with an event for each kind of change', async () => {
    const { ctx, shop, ana, file, otherStatusId, originId } = await withAna();
    await importFile(shop, ctx, file, { originId, onUpdate: 'overwrite' });
    expect(await getContact(ctx, { id: ana.id })).toMatchObject({ company: 'Nova', statusId: otherStatusId });
    const events = await contactEventsOf(ctx, ana.id);
    expect(events.map(({ kind }) => kind)).toEqual([
      'contact.created',
      'contact.updated',
      'contact.status_changed',
    ]);
    expect(events[1]).toMatchObject({
      before: { lastName: '', email: null, company: 'Velha' },
      after: { lastName: 'Lima', email: 'ana@nova.com', company: 'Nova' },
    });
    expect(await verify(db())).toEqual([]);
  });

  test('a second time nothing changes', async () => {
    const { ctx, shop, file, originId } = await withAna();
    await importFile(shop, ctx, file, { originId });
    const again = await importFile(shop, ctx, file, { originId });
    expect(again.counts).toMatchObject({ unchanged: 1, updated: 0, created: 0 });
    expect(again.sameFile).toMatchObject([{ state: 'done', counts: { updated: 1 } }]);
  });

  test.each([
    { mode: 'create', counts: { unchanged: 1, created: 1, rejected: 0, updated: 0 } },
    { mode: 'update', counts: { unchanged: 0, created: 0, rejected: 1, updated: 1 } },
  ] as const)('mode $mode', async ({ mode, counts }) => {
    const { ctx, shop, file, originId } = await withAna();
    const done = await importFile(shop, ctx, `${file}\nNova;11955554444;;;`, { mode, originId });
    expect(done.counts).toMatchObject(counts);
  });

  test('phone and e-mail of two different people are rejected', async () => {
    const { ctx, shop, originId } = await withAna();
    await createContact(ctx, { firstName: 'Bia', email: 'bia@x.com', originId });
    const file = csv(['Nome', 'Telefone', 'E-mail'], ['Quem', '11912345678', 'bia@x.com']);
    const done = await importFile(shop, ctx, file, { originId });
    const { rows } = await listImportRows(ctx, { id: done.id, outcome: 'rejected' });
    expect(rows.map(({ reason }) => reason)).toEqual(['matches_several']);
  });
});
