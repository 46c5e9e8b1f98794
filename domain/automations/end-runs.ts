import { type SQL, sql } from 'drizzle-orm';
import type { RunReason } from '#db/automation-values.ts';
import { authorize } from '../authorize.ts';
import { recountTalks } from '../contacts/recount-talk.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { announceConversations } from '../events.ts';
import { wakeWorker } from '../jobs.ts';
import { readVersion } from './read-version.ts';
import { allSteps } from './step-rules.ts';

/**
 * Ends the runs of an automation that was switched off and may still go on, and takes back what of theirs has not gone out. Returns how many. For callers with an
 * open transaction.
 * @throws `forbidden`.
 */
export async function endRuns(ctx: Ctx, automationId: number): Promise<number> {
  authorize(ctx, 'automation.write');
  return stopRuns(ctx, sql`r.automation_id = ${automationId}`, { state: 'stopped', reason: 'switched_off' });
}

/**
 * Lets the runs under way of an automation go on in version `versionId`, at the same step; those whose step is not in it end (`step_gone`). Returns how
 * many moved and ended. Not waiting, those that are being worked on in this moment are left out.
 * @throws `forbidden`.
 */
export async function moveRuns(
  ctx: Ctx,
  automationId: number,
  versionId: number,
  { isWaiting = true }: { isWaiting?: boolean } = {},
): Promise<{ moved: number; ended: number }> {
  authorize(ctx, 'automation.write');
  const isTheirs = sql`r.automation_id = ${automationId} and r.version_id <> ${versionId}`;
  return inTransaction(ctx, async (tx) => {
    const keys = allSteps((await readVersion(tx, versionId))?.steps ?? []).map(({ key }) => key);
    const ended = await stopRuns(tx, sql`${isTheirs} and r.next_step <> all(${sql.param(keys)}::text[])`, {
      state: 'stopped',
      reason: 'step_gone',
      isWaiting,
    });
    const moved = await tx.db.execute(sql`
      with moving as (
        select r.id from automation_runs r
        where r.workspace_id = ${tx.workspace.id} and ${MAY_GO_ON} and ${isTheirs}
        order by r.id for update ${skipping(isWaiting)}
      )
      update automation_runs r set version_id = ${versionId}
      from moving where r.workspace_id = ${tx.workspace.id} and r.id = moving.id`);
    return { moved: moved.count, ended };
  });
}

const skipping = (isWaiting: boolean) => (isWaiting ? sql`` : sql`skip locked`);

/**
 * Runs `r` that may still go on: those under way, and those that ended because nobody knows what became of a message, which would go on once it is known.
 */
export const MAY_GO_ON = sql`(r.state in ('running', 'waiting')
  or r.state = 'stopped' and r.reason = 'outcome_unknown' and r.waits_for = 'message' and r.waits_id is not null)`;

/**
 * Ends those runs that may still go on and that `which` (a condition on `automation_runs r`) says: their messages and calls that have not gone out are taken
 * back, their open steps are skipped. Returns how many. Inside the caller's transaction, who has authorised.
 */
export async function stopRuns(
  ctx: Ctx,
  which: SQL,
  end: { state: 'stopped' | 'cancelled'; reason: RunReason; isWaiting?: boolean },
): Promise<number> {
  const w = ctx.workspace.id;
  // By itself: what follows sees what whoever held them has queued again meanwhile.
  const held = await ctx.db.execute<{ id: string }>(sql`
    select r.id from automation_runs r where r.workspace_id = ${w} and ${MAY_GO_ON} and ${which}
    order by r.id for update ${skipping(end.isWaiting ?? true)}`);
  if (held.length === 0) return 0;
  const ids = sql`${sql.param(held.map(({ id }) => id))}::bigint[]`;
  const unsent = await ctx.db.execute<{ conversationId: string }>(sql`
    with ending as (
      select r.id, r.waits_for, r.waits_id, r.step_total from automation_runs r
      where r.workspace_id = ${w} and r.id = any(${ids})
    ), ended as (
      update automation_runs r
      set state = ${end.state}, reason = ${end.reason}, finished_at = now(), waits_for = null, waits_id = null
      from ending where r.workspace_id = ${w} and r.id = ending.id
    ), skipped as (
      update automation_run_steps s set state = 'skipped', finished_at = now()
      from ending
      where s.workspace_id = ${w} and s.run_id = ending.id and s.place = ending.step_total
        and s.state in ('waiting', 'retrying')
    ), uncalled as (
      update outgoing_calls c set state = 'cancelled', finished_at = now()
      from ending
      where c.workspace_id = ${w} and c.run_id = ending.id and c.state = 'queued'
    )
    update messages m set state = 'cancelled'
    from ending
    where m.workspace_id = ${w} and ending.waits_for = 'message' and m.id = ending.waits_id and m.state = 'queued'
    returning m.conversation_id as "conversationId"`);
  await tellTakenBack(ctx, [...new Set(unsent.map(({ conversationId }) => Number(conversationId)))]);
  return held.length;
}

/** Conversations tell nothing any more of messages that were taken back, and what stood behind those may go out now. */
async function tellTakenBack(ctx: Ctx, conversationIds: number[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await recountTalks(ctx, conversationIds);
  await announceConversations(ctx, conversationIds);
  await wakeWorker(ctx, 'send-messages');
}
