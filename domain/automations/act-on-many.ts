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

/** How far the automations are that an act on many set off. For callers that have checked that they may know of it. @throws `forbidden`. */
export async function countStarted(ctx: Ctx, act: ActOnMany): Promise<StartedTally> {
  const id = idOf(act);
  const tallies = await countStartedOf(ctx, 'bulkId' in act ? 'bulk' : 'import', [id]);
  return tallies.get(id) ?? { waiting: 0, runs: {}, misses: 0, cancelledAt: null };
}

/** The same for several acts of one kind, by id. @throws `forbidden`. */
export async function countStartedOf(
  ctx: Ctx,
  kind: 'bulk' | 'import',
  ids: number[],
): Promise<Map<number, StartedTally>> {
  authorize(ctx, 'contact.bulk');
  const w = ctx.workspace.id;
  const [table, act] = kind === 'bulk' ? [sql`bulk_changes`, sql`bulk_id`] : [sql`imports`, sql`import_id`];
  const isAsked = sql`workspace_id = ${w} and ${act} = any(${sql.param(ids)}::bigint[])`;
  const rows = await ctx.db.execute<{
    id: string;
    waiting: number;
    runs: Partial<Record<RunState, number>> | null;
    misses: number;
    cancelled_at: string | null;
  }>(sql`
    with asked as materialized (
      select id, change_id, automations_cancelled_at from ${table}
      where workspace_id = ${w} and id = any(${sql.param(ids)}::bigint[])
    ), waiting as (
      select ${act} as id, count(*)::int as total from automation_inbox where ${isAsked} group by ${act}
    ), runs as (
      select id, json_object_agg(state, total) as totals from (
        select ${act} as id, state, count(*) as total from automation_runs where ${isAsked} group by ${act}, state) as r
      group by id
    ), misses as (
      select a.id, count(*)::int as total from asked a
      join contact_events e on e.workspace_id = ${w} and e.change_id = a.change_id
      join automation_misses m on m.workspace_id = e.workspace_id and m.event_id = e.id
      group by a.id
    )
    select asked.id, asked.automations_cancelled_at as cancelled_at, coalesce(waiting.total, 0) as waiting,
      runs.totals as runs, coalesce(misses.total, 0) as misses
    from asked left join waiting using (id) left join runs using (id) left join misses using (id)`);
  return new Map(
    [...rows].map(({ id, waiting, runs, misses, cancelled_at: at }) => [
      Number(id),
      { waiting, runs: runs ?? {}, misses, cancelledAt: at ? new Date(at) : null },
    ]),
  );
}

const tableOf = (act: ActOnMany): SQL => ('bulkId' in act ? sql`bulk_changes` : sql`imports`);
const idOf = (act: ActOnMany): number => ('bulkId' in act ? act.bulkId : act.importId);
const isOf = (act: ActOnMany): SQL =>
  'bulkId' in act ? sql`bulk_id = ${act.bulkId}` : sql`import_id = ${act.importId}`;
