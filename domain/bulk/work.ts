import { and, sql } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { announceContacts, announceProgress, recordWorkspaceEvent } from '../events.ts';
import { FOR_MASS_WRITES } from '../mass-writes.ts';
import { applyTo } from './apply.ts';
import { type Bulk, countOutcomes, isBulk, lockForWork, nextTargets } from './internal.ts';
import { takeBack } from './take-back.ts';

/**
 * Contacts a transaction changes: moves of the same contacts wait for at most one batch, and all moves in its statuses from its last statement to
 * the commit. Few enough to wait for; not yet found by measuring.
 */
const BATCH = 1_000;
/** Each comes back by some ten statements of its own. */
const RESTORE_BATCH = 100;

/** `ended`: nothing is left to do; `busy`: another worker is at it. */
export type Step = { is: 'more'; after: number } | { is: 'ended' | 'busy' };

/** One batch of an act in a transaction of its own. `tells`: open windows hear of it. */
export async function workOnBatch(
  ctx: Ctx,
  { id, after, tells }: { id: number; after: number; tells: boolean },
): Promise<Step> {
  authorize(ctx, 'contact.bulk');
  return inTransaction(ctx, async (tx): Promise<Step> => {
    await tx.db.execute(sql.raw(FOR_MASS_WRITES));
    const bulk = await lockForWork(tx, id);
    if (!bulk) return { is: 'busy' };
    if (!['queued', 'running', 'undoing'].includes(bulk.state)) return { is: 'ended' };
    const limit = bulk.state === 'undoing' && bulk.change.kind === 'delete' ? RESTORE_BATCH : BATCH;
    const ids = await nextTargets(tx, bulk, { after, limit });
    const last = ids.at(-1);
    // Once more from the start, should anything have been left behind.
    if (last === undefined && after > 0) return { is: 'more', after: 0 };
    if (last === undefined) return endBefore(tx, bulk, bulk.state === 'undoing' ? 'undone' : 'done');
    await writeProgress(tx, bulk, ids.length);
    if (tells) await tell(tx, id);
    await workOn(tx, bulk, ids);
    return { is: 'more', after: last };
  });
}

/** Does, or takes back, all of a small act inside the caller's transaction. */
export async function workAtOnce(ctx: Ctx, bulk: Bulk): Promise<void> {
  const ids = await nextTargets(ctx, bulk, { after: 0, limit: bulk.total });
  const touched = await workOn(ctx, bulk, ids);
  await writeProgress(ctx, bulk, ids.length);
  if (touched.length > 0) await announceContacts(ctx, touched);
  await end(ctx, bulk, bulk.state === 'undoing' ? 'undone' : 'done');
}

function workOn(ctx: Ctx, bulk: Bulk, ids: number[]): Promise<number[]> {
  return bulk.state === 'undoing' ? takeBack(ctx, bulk, ids) : applyTo(ctx, bulk, ids);
}

async function writeProgress(ctx: Ctx, { id, done }: Bulk, total: number): Promise<void> {
  await ctx.db
    .update(bulkChanges)
    .set({
      done: done + total,
      attempts: 0,
      state: sql`case state when 'queued' then 'running' else state end`,
      startedAt: sql`coalesce(${bulkChanges.startedAt}, now())`,
    })
    .where(isBulk(ctx, id));
}

async function tell(ctx: Ctx, id: number): Promise<void> {
  await announceProgress(ctx, 'bulk', id);
  await announceContacts(ctx, null);
}

async function endBefore(ctx: Ctx, bulk: Bulk, state: keyof typeof EVENT): Promise<Step> {
  await end(ctx, bulk, state);
  await announceContacts(ctx, null);
  return { is: 'ended' };
}

const EVENT = { done: 'bulk.finished', cancelled: 'bulk.cancelled', undone: 'bulk.undone' } as const;

/** Closes an act's books inside the caller's transaction. */
export async function end(ctx: Ctx, bulk: Bulk, state: keyof typeof EVENT): Promise<void> {
  const counts = await countOutcomes(ctx, bulk.id);
  const now = sql`now()`;
  await ctx.db
    .update(bulkChanges)
    .set({ state, counts, ...(state === 'undone' ? { undoneAt: now } : { finishedAt: now }) })
    .where(isBulk(ctx, bulk.id));
  await recordWorkspaceEvent(ctx, {
    subject: 'bulk',
    subjectId: bulk.id,
    kind: EVENT[state],
    after: { kind: bulk.change.kind, total: bulk.total, counts },
    changeId: state === 'undone' && bulk.undoChangeId ? bulk.undoChangeId : bulk.changeId,
  });
}

/** Gives an act up: what is done stays, and can be undone. `failure`: gone, no_access, broken. */
export async function giveUp(ctx: Ctx, id: number, failure: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const counts = await countOutcomes(tx, id);
    const [failed] = await tx.db
      .update(bulkChanges)
      .set({ state: 'failed', failure, counts, finishedAt: sql`now()` })
      .where(and(isBulk(tx, id), sql`state in ('queued', 'running', 'undoing')`))
      .returning({ changeId: bulkChanges.changeId, total: bulkChanges.total });
    if (!failed) return;
    await recordWorkspaceEvent(tx, {
      subject: 'bulk',
      subjectId: id,
      kind: 'bulk.failed',
      after: { failure, total: failed.total, counts },
      changeId: failed.changeId,
    });
  });
}

/** Counts one more try, before it: one that takes its process down counts as well. Returns how many there were since the last success. */
export async function countAttempt(ctx: Ctx, id: number): Promise<number> {
  const [row] = await ctx.db
    .update(bulkChanges)
    .set({ attempts: sql`${bulkChanges.attempts} + 1` })
    .where(isBulk(ctx, id))
    .returning({ attempts: bulkChanges.attempts });
  return row?.attempts ?? 0;
}
