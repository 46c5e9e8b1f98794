import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';

/** Rows of `automation_inbox` of one workspace that are no news for triggers: an answer came, or a message or call has an outcome. */
export type Wakening = {
  what: 'answer' | 'message' | 'call';
  contactId: number;
  messageId: number | null;
  callId: number | null;
};

/**
 * Has the runs that wait for these looked at now; what that means for each is decided then. Also those that ended because nobody knew what became of a
 * message that is known now. Inside the matcher's transaction.
 */
export async function wakeRuns(ctx: Ctx, rows: readonly Wakening[]): Promise<void> {
  const w = ctx.workspace.id;
  const of = (what: Wakening['what'], id: (row: Wakening) => number | null) =>
    sql`${sql.param(rows.filter((row) => row.what === what).map((row) => id(row) ?? 0))}::bigint[]`;
  const woken = await ctx.db.execute(sql`
    with waking as (
      select id from automation_runs
      where workspace_id = ${w} and waits_for = 'answer' and contact_id = any(${of('answer', (row) => row.contactId)})
      union
      select id from automation_runs
      where workspace_id = ${w} and waits_for = 'message' and waits_id = any(${of('message', (row) => row.messageId)})
      union
      select id from automation_runs
      where workspace_id = ${w} and waits_for = 'call' and waits_id = any(${of('call', (row) => row.callId)})
    ), locked as (
      select r.id from automation_runs r join waking on waking.id = r.id
      where r.workspace_id = ${w} and r.waits_for is not null
        and (r.state = 'waiting' or r.state = 'stopped' and r.reason = 'outcome_unknown')
      order by r.id for update of r
    )
    update automation_runs r set state = 'waiting', reason = null, finished_at = null, wake_at = now()
    from locked where r.workspace_id = ${w} and r.id = locked.id`);
  if (woken.count > 0) await wakeWorker(ctx, 'run-automations');
}
