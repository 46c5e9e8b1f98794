import { sql } from 'drizzle-orm';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { enterState, lockImport } from './internal.ts';
import { NO_COUNTS, type OutcomeCounts } from './types.ts';
import { removeUpload } from './upload-files.ts';
import type { Workshop } from './workshop.ts';

/** How it ended. `reason`: what rows that were not reached are told, a code under `imports.problems`. */
export type Ending =
  | { state: 'done' }
  | { state: 'cancelled'; reason: 'cancelled' }
  | { state: 'failed'; reason: 'not_reached'; failure: string };

const EVENTS = { done: 'import.finished', failed: 'import.failed' } as const;

/**
 * Ends a run: rows that were not reached end as rejected, so that the five outcomes add up to the file whatever happened. @throws Error when they do not, which
 * would be a bug.
 */
export async function finishImport(shop: Workshop, ctx: Ctx, id: number, ending: Ending): Promise<void> {
  const upload = await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    if (one.state !== 'running') return one.upload;
    if ('reason' in ending) await rejectRest(tx, id, ending.reason);
    const counts = await countOutcomes(tx, id);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (total !== one.rowCount) throw new Error(`outcomes of ${total} rows, of ${one.rowCount}`);
    await enterState(tx, id, ending.state, {
      counts,
      rowsDone: one.rowCount,
      startedAt: one.startedAt,
      finishedAt: new Date(),
      failure: 'failure' in ending ? ending.failure : null,
      upload: null,
    });
    // That it was cancelled has been told when somebody asked for it.
    const kind = ending.state === 'cancelled' ? null : EVENTS[ending.state];
    if (kind)
      await recordWorkspaceEvent(tx, {
        subject: 'import',
        subjectId: id,
        kind,
        after: counts,
        changeId: one.changeId,
      });
    return one.upload;
  });
  if (upload) await removeUpload(shop.folder, upload);
  await dropFacts(shop, ctx, id);
}

async function rejectRest(ctx: Ctx, id: number, reason: string): Promise<void> {
  await ctx.db.execute(sql`
    insert into import_outcomes (workspace_id, import_id, number, outcome, reason)
    select workspace_id, import_id, number, 'rejected', ${reason} from import_facts f
    where workspace_id = ${ctx.workspace.id} and import_id = ${id}
      and not exists (
        select from import_outcomes o
        where o.workspace_id = f.workspace_id and o.import_id = f.import_id and o.number = f.number)`);
}

/** How many rows ended how, counted. */
export async function countOutcomes(ctx: Ctx, id: number): Promise<OutcomeCounts> {
  const rows = await ctx.db.execute<{ outcome: keyof OutcomeCounts; count: number }>(sql`
    select outcome, count(*)::int as count from import_outcomes
    where workspace_id = ${ctx.workspace.id} and import_id = ${id} group by outcome`);
  return { ...NO_COUNTS, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])) };
}

const FACTS_AT_ONCE = 50_000;

/** Facts were only there to be written; what they say of people is not kept a second time. */
async function dropFacts(shop: Workshop, ctx: Ctx, id: number): Promise<void> {
  for (let from = 0; ; from += FACTS_AT_ONCE) {
    const gone = await shop.raw`
      delete from import_facts
      where workspace_id = ${ctx.workspace.id} and import_id = ${id}
        and number >= ${from} and number < ${from + FACTS_AT_ONCE} returning 1`;
    const [left] = await shop.raw`
      select 1 from import_facts where workspace_id = ${ctx.workspace.id} and import_id = ${id} limit 1`;
    if (gone.length === 0 && !left) return;
    if (!left) return;
  }
}
