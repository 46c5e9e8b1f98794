import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { isDeadlock, violatesReference, violatesUnique } from '#db/errors.ts';
import { imports } from '#db/schema/imports.ts';
import type { Ctx } from '../ctx.ts';
import type { Batch } from './batch.ts';
import { countOutcomes, finishImport } from './finish.ts';
import { enterState, type ImportRecord, readImport, thisImport } from './internal.ts';
import { storedForecast, storedPlan } from './stored.ts';
import { withConnection } from './transact.ts';
import { reportProgress, type Workshop } from './workshop.ts';
import { prepareBatches, writeBatch } from './write-batch.ts';
import { Overtaken } from './write-updates.ts';

/** Rows written in one transaction: few enough that whoever saves a contact meanwhile hardly waits. */
const ROWS_AT_ONCE = 5_000;
const TRIES = 8;

type Run = { shop: Workshop; ctx: Ctx; one: ImportRecord; next: () => number | null };

/** Writes every row that is not written yet, in batches, and finishes. Stops between two when somebody asked to cancel. */
export async function runRows(shop: Workshop, ctx: Ctx, one: ImportRecord): Promise<void> {
  if (one.state === 'queued') await enterState(ctx, one.id, 'running', { startedAt: new Date() });
  const { raw } = shop;
  const done = await raw<{ batch_index: number }[]>`
    select batch_index from import_batches where workspace_id = ${ctx.workspace.id} and import_id = ${one.id}`;
  const isDone = new Set(done.map((row) => row.batch_index));
  const total = Math.ceil(one.rowCount / ROWS_AT_ONCE);
  const left = Array.from({ length: total }, (_, index) => index).filter((index) => !isDone.has(index));
  const run: Run = { shop, ctx, one, next: () => left.shift() ?? null };
  await Promise.all(slotsOf(one).map((slot) => runSlot(run, slot)));
  const { isCancelAsked } = await readImport(ctx, one.id);
  await finishImport(
    shop,
    ctx,
    one.id,
    isCancelAsked ? { state: 'cancelled', reason: 'cancelled' } : { state: 'done' },
  );
}

/** Two at once, unless rows lead to one contact by different ways: then the second must see what the first did. */
function slotsOf(one: ImportRecord): (0 | 1)[] {
  const isCrossing = storedForecast(one.forecast)?.problems.some(({ reason }) => reason === 'same_contact');
  return isCrossing ? [0] : [0, 1];
}

async function runSlot({ shop, ctx, one, next }: Run, slot: 0 | 1): Promise<void> {
  const plan = storedPlan(one.plan);
  if (!plan) throw new Error('a run without a plan');
  await withConnection(shop.raw, async (sql) => {
    await prepareBatches(sql);
    const progress = reportProgress(ctx, one.id);
    for (let index = next(); index !== null; index = next()) {
      if (await isStopped(shop, ctx, one.id)) return;
      const from = index * ROWS_AT_ONCE + 1;
      const { changeId, createdBy } = one;
      const ids = { workspaceId: ctx.workspace.id, importId: one.id, changeId, createdBy };
      await writeSurely(sql, { ...ids, plan, index, slot, from, to: from + ROWS_AT_ONCE });
      await progress(() => countDone(ctx, one));
    }
  });
}

/** What has been written so far, from what each batch wrote down with its rows. */
async function countDone(ctx: Ctx, one: ImportRecord) {
  const counts = await countOutcomes(ctx, one.id);
  const rowsDone = Object.values(counts).reduce((sum, count) => sum + count, 0);
  // It comes along: however often a worker died, this is no file that cannot be written.
  return { counts, rowsDone, attempts: 0 };
}

async function isStopped(shop: Workshop, ctx: Ctx, id: number): Promise<boolean> {
  shop.signal.throwIfAborted();
  const [row] = await ctx.db
    .select({ isCancelAsked: imports.isCancelAsked })
    .from(imports)
    .where(thisImport(ctx, id));
  return row?.isCancelAsked ?? true;
}

/** Somebody else's write may have come between decision and write; then all is decided anew, and that write is seen. */
async function writeSurely(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await writeBatch(sql, batch);
      return;
    } catch (error) {
      const isRace =
        error instanceof Overtaken || isDeadlock(error) || violatesUnique(error) || violatesReference(error);
      if (!isRace || tried === TRIES) throw error;
      await sleep(tried * 30 + Math.random() * 50);
    }
  }
}
