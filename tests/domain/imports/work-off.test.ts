import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { cancelImport } from '#domain/imports/cancel.ts';
import { getImport } from '#domain/imports/get.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImportWorld, makeWorkshop, people, plan, upload } from '../../support/import-file.ts';

const { db, url } = useDatabase();

describe('an import that is cut short', () => {
  test('goes on where it was: no row twice, none lost', async () => {
    const { ctx, workspace, shop, originId } = await makeImportWorld(db(), url());
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
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
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

test('a poison import does not hold up another', async () => {
  const { ctx, shop, originId } = await makeImportWorld(db(), url());
  const bad = await upload(shop, ctx, people(2));
  await db().execute(sql`update imports set state = 'checking', plan = '{"columns": 7}' where id = ${bad}`);
  const good = await upload(shop, ctx, people(2));
  expect(await plan(shop, ctx, good, { originId })).toMatchObject({ state: 'ready' });
  expect(await getImport(ctx, { id: bad })).toMatchObject({ state: 'failed', failure: 'bug' });
});
