import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { activeAdmins } from '../members/active-admins.ts';
import { notify } from '../notifications/notify.ts';

/** Some 25 minutes: what cannot be held against the automations by then will not be by itself. */
const TRIES = 12;
const HOUR_MS = 3_600_000;

/**
 * Takes those of these rows of the inbox out that failed too often, and says so: each automation that they may have set off has a miss (`broken`), and the
 * admins are told, once an hour. Runs that waited for them look by themselves. Inside the matcher's transaction.
 */
export async function giveUp(tx: Ctx, rowIds: readonly number[], now = new Date()): Promise<void> {
  const given = await tx.db.execute<{ contactId: string }>(sql`
    with given as (
      delete from automation_inbox
      where workspace_id = ${tx.workspace.id} and id = any(${sql.param(rowIds)}::bigint[]) and attempts >= ${TRIES}
      returning *
    ), missed as (
      insert into automation_misses
        (workspace_id, automation_id, source, version_id, contact_id, event_id, reason, detail)
      select g.workspace_id, a.id, left(g.source, 500), a.version_id, g.contact_id, g.event_id, 'broken', '{}'
      from given g
      left join contact_events e on e.workspace_id = g.workspace_id and e.id = g.event_id
      join automations a on a.workspace_id = g.workspace_id and a.is_on and a.on_since <= g.at
        and (g.what = 'clock' and a.id = g.automation_id
          or g.what = 'event' and exists (
            select from automation_listeners l
            where l.workspace_id = a.workspace_id and l.event_kind = e.kind and l.automation_id = a.id))
      order by 2, 3
      on conflict do nothing
    )
    select contact_id as "contactId" from given`);
  const [first] = given;
  if (!first) return;
  const admins = await activeAdmins(tx);
  await notify(tx, {
    userIds: admins,
    kind: 'automation_missed',
    // Outcomes of what belongs to nobody have none.
    contactId: Number(first.contactId) || null,
    source: `automations:broken:${Math.floor(now.getTime() / HOUR_MS)}`,
  });
}
