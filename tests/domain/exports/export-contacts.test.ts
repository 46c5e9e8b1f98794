import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Ctx } from '#domain/ctx.ts';
import { exportChoices } from '#domain/exports/choices.ts';
import { type ContactFile, exportContacts } from '#domain/exports/export-contacts.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { textOf } from '../../support/export.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const ASKED = { format: 'csv', columns: 'firstName,status' };
const NOW = new Date('2026-03-02T01:00:00Z');

async function setUp(names: string[] = []) {
  const workspace = await makeWorkspace(db());
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Site');
  for (const firstName of names) await makeContact(workspace.admin, { statusId, originId, firstName });
  return { workspace, ctx: workspace.manager, statusId, originId };
}

/** Enough contacts that a file of them does not go out in one go. */
async function makeMany(ctx: Ctx, { statusId, originId }: { statusId: number; originId: number }) {
  await db().execute(sql`
    insert into contacts (workspace_id, first_name, notes, status_id, origin_id)
    select ${ctx.workspace.id}, 'Contato ' || n, repeat('x', 40), ${statusId}, ${originId} from generate_series(1, 9000) n`);
}

const read = (ctx: Ctx, params: Record<string, string>) =>
  exportContacts(ctx, { ...ASKED, ...params }, 'pt-BR', NOW);

/** Transactions that are open in this database, but the one that asks. */
async function openTransactions(): Promise<number> {
  const [row] = await db().execute<{ total: number }>(sql`
    select count(*)::int as total from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`);
  return row?.total ?? -1;
}

async function begin({ body }: ContactFile) {
  const bytes = body[Symbol.asyncIterator]();
  expect((await bytes.next()).done).toBe(false);
  return bytes;
}

describe('a file', () => {
  test('holds what the list shows, in its order', async () => {
    const { ctx, workspace, originId } = await setUp(['Bia', 'Ana', 'Caio']);
    const other = await workspace.addStatus('Outro');
    await makeContact(ctx, { statusId: other, originId, firstName: 'Zé' });
    const file = await read(ctx, { sort: 'name' });
    expect(file).toMatchObject({
      // Still the day before in São Paulo.
      fileName: 'contatos-2026-03-01.csv',
      contentType: 'text/csv; charset=utf-8',
    });
    expect(await textOf(file)).toBe(
      'Primeiro nome;Status\r\nAna;Novo\r\nBia;Novo\r\nCaio;Novo\r\nZé;Outro\r\n',
    );
    expect(await textOf(await read(ctx, { sort: '-name', status: String(other) }))).toBe(
      'Primeiro nome;Status\r\nZé;Outro\r\n',
    );
    expect(await textOf(await read(ctx, { q: 'ninguém' }))).toBe('Primeiro nome;Status\r\n');
  });

  test('is recorded with who, which contacts, how many and what of them', async () => {
    const { ctx } = await setUp(['Ana', 'Bia']);
    await textOf(await read(ctx, { q: 'ana', page: 'x' }));
    const event = (await workspaceEventsOf(ctx)).at(-1);
    expect(event).toMatchObject({
      kind: 'contacts.exported',
      subjectKind: 'export',
      actorId: ctx.actor.kind === 'member' && ctx.actor.userId,
      after: { query: 'q=ana', format: 'csv', rows: 1, columns: 'Primeiro nome, Status' },
    });
  });

  test('of another workspace has none of these contacts', async () => {
    const { statusId } = await setUp(['Ana']);
    const { ctx } = await setUp(['Outra']);
    expect(await textOf(await read(ctx, {}))).not.toContain('Ana');
    expect(await textOf(await read(ctx, { status: String(statusId) }))).toBe('Primeiro nome;Status\r\n');
  });

  test('shows one moment, whatever is written meanwhile', async () => {
    const { ctx, statusId, originId } = await setUp();
    await makeMany(ctx, { statusId, originId });
    const file = await read(ctx, { columns: 'notes' });
    const bytes = await begin(file);
    await db().execute(sql`
      update contacts set notes = 'y' where workspace_id = ${ctx.workspace.id} and first_name in ('Contato 1', 'Contato 2')`);
    let rest = '';
    for (let one = await bytes.next(); !one.done; one = await bytes.next()) rest += Buffer.from(one.value);
    expect(rest).not.toContain('y');
  });
});

describe('is refused', () => {
  test('to sales staff, as are its choices', async () => {
    const { workspace } = await setUp();
    await expect(read(workspace.sales, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportChoices(workspace.sales, {}, 'en')).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each([
    [{ format: 'pdf' }, { format: { code: 'invalid' } }],
    [{ columns: '' }, { columns: { code: 'required' } }],
    [{ columns: 'id;drop table contacts' }, { columns: { code: 'invalid' } }],
    [{ columns: 'id,salary' }, { columns: { code: 'gone' } }],
    [{ columns: 'id,field:999999999' }, { columns: { code: 'gone' } }],
  ])('%o', async (params, fields) => {
    const { ctx } = await setUp();
    await expect(read(ctx, params as Record<string, string>)).rejects.toMatchObject({
      code: 'invalid',
      fields,
    });
    expect(await workspaceEventsOf(ctx)).toEqual([]);
  });

  test('a third at once in a workspace; the next goes when one of them ends, however it ends', async () => {
    const { ctx, statusId, originId } = await setUp();
    await makeMany(ctx, { statusId, originId });
    const [first, second] = [await read(ctx, { columns: 'notes' }), await read(ctx, { columns: 'notes' })];
    const [one, two] = [await begin(first), await begin(second)];
    await expect(read(ctx, {})).rejects.toMatchObject({ code: 'too_many' });
    const other = await setUp(['Ana']);
    expect(await textOf(await read(other.ctx, {}))).toContain('Ana');
    await one.return?.();
    await expect.poll(openTransactions).toBe(1);
    const third = await read(ctx, {});
    await two.return?.();
    expect(await textOf(third)).toContain('Contato 9000');
    await expect.poll(openTransactions).toBe(0);
  });
});

test('a file that nobody begins to take frees its connection as well', async () => {
  const { ctx, statusId, originId } = await setUp();
  await makeMany(ctx, { statusId, originId });
  const { body } = await read(ctx, { columns: 'notes' });
  expect(await openTransactions()).toBe(1);
  await body[Symbol.asyncIterator]().return?.();
  await expect.poll(openTransactions).toBe(0);
});
