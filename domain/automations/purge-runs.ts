import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { BATCH } from '../in-batches.ts';
import { RUN_DAYS } from './run-rules.ts';

/**
 * Removes runs that ended more than 180 days before `now`, with their trails. Of an automation that contacts do not enter again, or not for some days, the last
 * run of each stays: it says so. Returns how many went.
 */
export async function purgeRuns(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - RUN_DAYS * 86_400_000).toISOString();
  let total = 0;
  for (const { id } of await db.select({ id: workspaces.id }).from(workspaces).orderBy(workspaces.id))
    total += await purgeRunsOf(db, id, before);
  return total;
}

/** Some at a time in the order of their ids, in which they began, up to the first that are young: each is looked at once, also those that stay. */
async function purgeRunsOf(db: Db, workspaceId: number, before: string): Promise<number> {
  let [total, last] = [0, 0];
  for (;;) {
    const [batch] = await db.execute<{ seen: number; gone: number; last: string | null; isOld: boolean }>(
      purgeBatch(workspaceId, last, before),
    );
    total += batch?.gone ?? 0;
    if (!batch?.isOld || batch.seen < BATCH) return total;
    last = Number(batch.last);
  }
}

/** Those that may still go on stay: what became of the message of one may become known. */
function purgeBatch(workspaceId: number, last: number, before: string): SQL {
  return sql`
    with batch as materialized (
      select id, started_at from automation_runs
      where workspace_id = ${workspaceId} and id > ${last} order by id limit ${BATCH}
    ), repeating as materialized (
      select a.id from automations a
      join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
      where a.workspace_id = ${workspaceId} and a.deleted_at is null
        and v.definition -> 'conditions' ->> 'repeat' is distinct from 'always'
    ), gone as (
      delete from automation_runs r using batch
      where r.workspace_id = ${workspaceId} and r.id = batch.id
        and r.finished_at < ${before}::timestamptz and r.state not in ('running', 'waiting') and r.waits_for is null
        and (r.automation_id not in (select id from repeating) or exists (
          select from automation_runs later
          where later.workspace_id = r.workspace_id and later.contact_id = r.contact_id
            and later.automation_id = r.automation_id and (later.started_at, later.id) > (r.started_at, r.id)))
      returning 1
    )
    select count(*)::int as seen, max(id) as last, coalesce(min(started_at) < ${before}::timestamptz, false) as "isOld",
      (select count(*)::int from gone) as gone
    from batch`;
}
