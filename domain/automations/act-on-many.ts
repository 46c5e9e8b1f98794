import { type SQL, sql } from 'drizzle-orm';
import type { RunState } from '#db/automation-values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { stopRuns } from './end-runs.ts';

/** An act on many contacts that was asked to set automations off. */
export type ActOnMany = { bulkId: number } | { importId: number };

/** How far the automations are that an act set off. `waiting`: events whose turn has not come; `misses`: those that started nothing, and why. */
export type StartedTally = {
  waiting: number;
  runs: Partial<Record<RunState, number>>;
  misses: number;
  /** Called off. */
  cancelledAt: Date | null;
};

/**
 * Calls off what an act on many set off, inside a transaction of its own (or the caller's): what stands before the matcher goes, runs under way end with
 * what of theirs has not gone out, and what the act has yet to change sets nothing off. Called off already: nothing more happens. For callers that have
 * checked that the act is theirs to stop. @throws `forbidden`.
 */
export async function cancelStarted(ctx: Ctx, act: ActOnMany): Promise<{ events: number; runs: number }> {
  authorize(ctx, 'contact.bulk');
  return inTransaction(ctx, async (tx) => {
    const w = tx.workspace.id;
    // First, so that the next batch knows; of what the one at hand still writes, the matcher makes misses.
    await tx.db.execute(sql`
      update ${tableOf(act)} set automations_cancelled_at = coalesce(automations_cancelled_at, now())
      where workspace_id = ${w} and id = ${idOf(act)}`);
    const runs = sql`select id from automation_runs where workspace_id = ${w} and ${isOf(act)}`;
    const gone = await tx.db.execute(sql`
      delete from automation_inbox
      where workspace_id = ${w} and what in ('event', 'clock') and (${isOf(act)} or cause_run_id in (${runs}))`);
    const ended = await stopRuns(tx, sql`r.${isOf(act)}`, { state: 'cancelled', reason: 'cancelled' });
    await announceProgress(tx, 'bulkId' in act ? 'bulk' : 'import', idOf(act));
    return { events: gone.count, runs: ended };
  });
}

/**
 * Whether nobody has called off what an act sets off; until this transaction ends, nobody else does. For callers that have checked that the act is theirs to
 * stop. @throws `forbidden`.
 */
export async function isFiring(ctx: Ctx, act: ActOnMany): Promise<boolean> {
  authorize(ctx, 'contact.bulk');
  const [row] = await ctx.db.execute<{ isFiring: boolean }>(sql`
    select automations_cancelled_at is null as "isFiring" from ${tableOf(act)}
    where workspace_id = ${ctx.workspace.id} and id = ${idOf(act)} for no key update`);
  return row?.isFiring ?? false;
}

/** How far the automations are that an act on many set off. For callers that have checked that they may know of it. */
export async function countStarted(ctx: Ctx, act: ActOnMany): Promise<StartedTally> {
  authorize(ctx, 'contact.bulk');
  const w = ctx.workspace.id;
  const [row] = await ctx.db.execute<{
    waiting: number;
    runs: Partial<Record<RunState, number>> | null;
    misses: number;
    cancelled_at: string | null;
  }>(sql`
    select a.automations_cancelled_at as cancelled_at,
      (select count(*)::int from automation_inbox where workspace_id = ${w} and ${isOf(act)}) as waiting,
      (select json_object_agg(state, total) from (
        select state, count(*) as total from automation_runs where workspace_id = ${w} and ${isOf(act)} group by state
      ) as r) as runs,
      (select count(*)::int from automation_misses m join contact_events e on e.workspace_id = m.workspace_id and e.id = m.event_id
        where e.workspace_id = ${w} and e.change_id = a.change_id) as misses
    from ${tableOf(act)} a where a.workspace_id = ${w} and a.id = ${idOf(act)}`);
  return {
    waiting: row?.waiting ?? 0,
    runs: row?.runs ?? {},
    misses: row?.misses ?? 0,
    cancelledAt: row?.cancelled_at ? new Date(row.cancelled_at) : null,
  };
}

const tableOf = (act: ActOnMany): SQL => ('bulkId' in act ? sql`bulk_changes` : sql`imports`);
const idOf = (act: ActOnMany): number => ('bulkId' in act ? act.bulkId : act.importId);
const isOf = (act: ActOnMany): SQL =>
  'bulkId' in act ? sql`bulk_id = ${act.bulkId}` : sql`import_id = ${act.importId}`;
