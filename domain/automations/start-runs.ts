import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';

/** A run that is to be. */
export type Start = {
  automationId: number;
  versionId: number;
  contactId: number;
  /** What makes it the only one: `event:12`, or what names a moment. */
  source: string;
  eventId: number | null;
  /** The run that did what set this one off. */
  causeRunId: number | null;
  hops: number;
  bulkId: number | null;
  importId: number | null;
};

export type Started = { id: number; automationId: number; source: string };

/** "Last run" of an automation is told so exactly; more often would make its row a place where everybody waits. */
const LAST_RUN_SECONDS = 5;

/**
 * Makes runs inside the caller's transaction, and wakes who works them off; one that there is already (the same automation and source) is left alone.
 * Returns those that were made. @throws `forbidden`.
 */
export async function startRuns(ctx: Ctx, starts: Start[]): Promise<Started[]> {
  authorize(ctx, 'automation.write');
  if (starts.length === 0) return [];
  const rows = await ctx.db.execute<{ id: string; automation_id: string; source: string }>(sql`
    insert into automation_runs (workspace_id, automation_id, version_id, contact_id, source, event_id, cause_run_id, hops,
      bulk_id, import_id)
    select ${ctx.workspace.id}, s.automation_id, s.version_id, s.contact_id, s.source, s.event_id, s.cause_run_id, s.hops,
      s.bulk_id, s.import_id
    from jsonb_to_recordset(${JSON.stringify(starts.map(toRow))}::jsonb) as s (automation_id bigint, version_id bigint,
      contact_id bigint, source text, event_id bigint, cause_run_id bigint, hops integer, bulk_id bigint, import_id bigint)
    order by s.automation_id, s.source
    on conflict (workspace_id, automation_id, source) do nothing
    returning id, automation_id, source`);
  const started = [...rows].map((row) => ({
    id: Number(row.id),
    automationId: Number(row.automation_id),
    source: row.source,
  }));
  if (started.length === 0) return [];
  await noteLastRun(ctx, [...new Set(started.map(({ automationId }) => automationId))]);
  await wakeWorker(ctx, 'run-automations');
  return started;
}

function toRow(start: Start) {
  return {
    automation_id: start.automationId,
    version_id: start.versionId,
    contact_id: start.contactId,
    source: start.source,
    event_id: start.eventId,
    cause_run_id: start.causeRunId,
    hops: start.hops,
    bulk_id: start.bulkId,
    import_id: start.importId,
  };
}

async function noteLastRun(ctx: Ctx, ids: number[]): Promise<void> {
  await ctx.db.execute(sql`
    with due as (
      select id from automations
      where workspace_id = ${ctx.workspace.id} and id = any(${`{${ids.join(',')}}`}::bigint[])
        and (last_run_at is null or last_run_at < now() - make_interval(secs => ${LAST_RUN_SECONDS}))
      order by id for no key update skip locked
    )
    update automations a set last_run_at = now() from due
    where a.workspace_id = ${ctx.workspace.id} and a.id = due.id`);
}
