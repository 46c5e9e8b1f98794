import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { cancelImport } from '#domain/imports/cancel.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeWorkshop, people, plan, upload } from '../../support/import-file.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

async function setUp() {
  const workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Facebook');
  return { workspace, ctx: workspace.manager, originId, shop: makeWorkshop(db(), url()) };
}

describe('an import that is cut short', () => {
  test('goes on where it was: no row twice, none lost', async () => {
    const { ctx, workspace, shop, originId } = await setUp();
    const id = await upload(shop, ctx, people(6_000));
    await plan(shop, ctx, id, { originId });
    await startImport(ctx, { id });
    // Every connection that writes dies as soon as the first part is there, as if the worker had been killed.
    const killer = postgres(url(), { max: 1 });
    const work = workOffImports(shop).catch(() => {});
    for (;;) {
      const [row] = await killer<
        { parts: number }[]
      >`select count(*)::int as parts from import_batches where import_id = ${id}`;
      if ((row?.parts ?? 0) > 0) break;
    }
    await killer`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await killer.end();
    await work;
    const again = makeWorkshop(db(), url());
    // The pool finds out one by one which of its connections died.
    while ((await getImport(ctx, { id }).catch(() => null))?.state !== 'done')
      await workOffImports(again).catch(() => {});
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'done', counts: { created: 6_000 } });
    const [found] = await db().execute(sql`
      select count(*)::int as contacts from contacts where workspace_id = ${workspace.id}`);
    expect(found).toEqual({ contacts: 6_000 });
    expect(await verify(db())).toEqual([]);
  });

  test('cancelled before it began, every row says so, and the sums are right', async () => {
    const { ctx, shop, originId } = await setUp();
    const id = await upload(shop, ctx, people(3));
    await plan(shop, ctx, id, { originId });
    await startImport(ctx, { id });
    await cancelImport(ctx, { id });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'cancelled',
      counts: { created: 0, rejected: 3 },
    });
    expect(await verify(db())).toEqual([]);
  });
});

describe('files that are none', () => {
  test.each<[what: string, contents: string | Uint8Array, failure: string]>([
    ['nothing but blanks', '\n\n', 'empty'],
    ['only a header', 'Nome;Telefone\n', 'no_rows'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), 'not_a_table'],
    ['a web page', '<!doctype html><html><body>x</body></html>', 'not_a_table'],
  ])('%s', async (_, contents, failure) => {
    const { ctx, shop } = await setUp();
    const id = await upload(shop, ctx, contents, 'x.xlsx');
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'failed', failure, rowCount: 0 });
    expect(readdirSync(shop.folder)).toEqual([]);
    const [staged] = await db().execute(
      sql`select count(*)::int as rows from import_rows where import_id = ${id}`,
    );
    expect(staged).toEqual({ rows: 0 });
  });

  test('bad rows among good ones are rejected, each with its line', async () => {
    const { ctx, shop, originId } = await setUp();
    const id = await upload(
      shop,
      ctx,
      'Nome;Telefone;__proto__\nA;11911110001;x\nB\u0007;11911110002;\n"C;11911110003;\nD;11911110004;\n',
    );
    const checked = await plan(shop, ctx, id, { originId });
    expect(checked.file?.columns.map(({ header }) => header)).toEqual(['Nome', 'Telefone', '__proto__']);
    expect(checked.forecast?.counts).toMatchObject({ created: 2, rejected: 2 });
    expect(checked.forecast?.problems.map(({ reason }) => reason).toSorted()).toEqual([
      'bad_characters',
      'quote',
    ]);
  });

  test('a poison import does not hold up another', async () => {
    const { ctx, shop, originId } = await setUp();
    const bad = await upload(shop, ctx, people(2));
    await db().execute(sql`update imports set state = 'checking', plan = '{"columns": 7}' where id = ${bad}`);
    const good = await upload(shop, ctx, people(2));
    expect(await plan(shop, ctx, good, { originId })).toMatchObject({ state: 'ready' });
    expect(await getImport(ctx, { id: bad })).toMatchObject({ state: 'failed', failure: 'bug' });
  });
});
