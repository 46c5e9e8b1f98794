import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import type { Ctx } from '#domain/ctx.ts';
import { getImport } from '#domain/imports/get.ts';
import { savePlan } from '#domain/imports/save-plan.ts';
import { startImport } from '#domain/imports/start.ts';
import type { ImportDetail } from '#domain/imports/types.ts';
import { verify } from '#domain/verify/verify.ts';
import { writeFileOf } from '../bench/import-files.ts';
import { memberCtx, namesIn, RESTING, sendFile } from '../bench/imports.ts';
import { again, killAtRandom, type Outcome } from './killing.ts';
import type { Product } from './product.ts';

/** Imports a file of `rows` rows while killing processes at random, `kills` times, and looks afterwards at what is there. */
export async function chaosImport(
  product: Product,
  { kills, rows }: { kills: number; rows: number },
): Promise<Outcome> {
  const path = join(product.dataDir, 'chaos.csv');
  const sql = postgres(product.url, { max: 1, onnotice: () => {} });
  await writeFileOf(rows, path, 'csv', await namesIn(sql));
  const before = await countContacts(sql);
  const [origin] = await sql<{ id: string }[]>`select id from origins where archived_at is null limit 1`;
  await sql.end();
  const { ctx, close } = await memberCtx(product.url);
  const id = await sendFile(ctx, path, product.dataDir);
  rmSync(path);
  const over = new AbortController();
  const killing = killAtRandom(product, kills, over.signal);
  const end = await takeThrough(ctx, id, Number(origin?.id));
  over.abort();
  const killed = await killing;
  const complaints = await again(() => judge(product.url, end, { rows, before }));
  await close().catch(() => {});
  return { kills: killed, complaints };
}

async function rest(ctx: Ctx, id: number): Promise<ImportDetail> {
  return again(async () => {
    const one = await getImport(ctx, { id });
    if (!RESTING.includes(one.state)) throw new Error('still at work');
    return one;
  });
}

/** A person does the same click again when it was not answered; a second one finds the import moved on. */
async function takeThrough(ctx: Ctx, id: number, originId: number): Promise<ImportDetail> {
  let one = await rest(ctx, id);
  while (one.state === 'mapping' || one.state === 'settling' || one.state === 'ready') {
    const { plan, state } = one;
    if (state === 'ready') await startImport(ctx, { id }).catch(() => {});
    else await savePlan(ctx, { id, ...plan, originId }).catch(() => {});
    one = await rest(ctx, id);
  }
  return one;
}

async function countContacts(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ total: number }[]>`select count(*)::int as total from contacts`;
  return row?.total ?? 0;
}

/** What is lost, doubled or does not add up. */
async function judge(
  url: string,
  end: ImportDetail,
  { rows, before }: { rows: number; before: number },
): Promise<string[]> {
  const complaints: string[] = [];
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) complaints.push(`${what}: ${found} instead of ${wanted}`);
  };
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const { db, close } = connect(url, { max: 2 });
  try {
    const counts = end.counts ?? { created: 0, updated: 0, unchanged: 0, duplicate: 0, rejected: 0 };
    expect('state', end.state, 'done');
    expect('rows', end.rowCount, rows);
    expect(
      'sum of the outcomes',
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      rows,
    );
    // One phone in a thousand is none.
    expect('rejected', counts.rejected, Math.floor(rows / 1_000));
    expect('new contacts', (await countContacts(sql)) - before, counts.created);
    const [told] = await sql<{ outcomes: number; events: number }[]>`
      select (select count(*)::int from import_outcomes) as outcomes,
        (select count(*)::int from contact_events where kind = 'contact.created' and actor_kind = 'import') as events`;
    expect('rows with an outcome', told?.outcomes, rows);
    expect('events of creation', told?.events, counts.created);
    for (const { check, count } of await verify(db)) complaints.push(`verify: ${check} (${count})`);
  } finally {
    await sql.end({ timeout: 1 });
    await close();
  }
  return complaints;
}
