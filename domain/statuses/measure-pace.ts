import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** Stays that ended longer ago than this say little about today. */
const DAYS = 90;
/** Of fewer stays nothing "usual" can be said. */
const STAYS_MIN = 20;

/**
 * Measures for each live status of every workspace how long contacts usually stay there (the 90th percentile of the stays that ended within
 * the last 90 days), keeps it in `status_paces`, and returns for how many statuses there was enough to go by. Stays that ended because a whole
 * status was emptied do not count. The system's own doing, so no event.
 */
export async function measureStatusPaces(db: Db, now = new Date()): Promise<number> {
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  return db.transaction(async (tx) => {
    const measured = await tx.execute(sql`
      with paces as materialized (
        select w.id as workspace_id, pace.*
        from workspaces w
        cross join lateral (
          select (before ->> 'statusId')::bigint as status_id, count(*) as stays,
            percentile_disc(0.9) within group (
              order by extract(epoch from at - (before ->> 'statusSince')::timestamptz)::int) as seconds
          from contact_events e
          where e.workspace_id = w.id and e.at > ${since} and e.kind = 'contact.status_changed' and e.change_id is null
          group by 1
        ) as pace
        where pace.stays >= ${STAYS_MIN}
      )
      insert into status_paces as p (workspace_id, status_id, usual_seconds, sample_size, computed_at)
      select s.workspace_id, s.id, paces.seconds, paces.stays, ${now.toISOString()}
      from paces
      join statuses s on s.workspace_id = paces.workspace_id and s.id = paces.status_id and s.retired_at is null
      on conflict (workspace_id, status_id) do update
      set usual_seconds = excluded.usual_seconds, sample_size = excluded.sample_size, computed_at = excluded.computed_at`);
    await tx.execute(sql`delete from status_paces where computed_at < ${now.toISOString()}`);
    return measured.count;
  });
}
