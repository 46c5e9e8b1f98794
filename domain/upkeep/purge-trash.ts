import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { TRASH_DAYS } from '../contacts/trash-rules.ts';
import { BATCH, inBatches } from '../in-batches.ts';

/** Removes for good what was deleted more than 30 days before `now`, in all workspaces. Returns how many contacts. */
export async function purgeTrash(db: Db, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - TRASH_DAYS * 86_400_000).toISOString();
  await purgeGroups(db, before);
  return inBatches(async () => {
    // With a contact goes what merging kept of those who became part of it, and all that was written, and what automations did.
    const deleted = await db.execute(sql`
      with recursive old as materialized (
        select workspace_id, contact_id as id from contact_trash where deleted_at < ${before} limit ${BATCH}
      ), gone as (
        select workspace_id, id from old
        union
        select m.workspace_id, m.from_id from contact_merges m
        join gone on gone.workspace_id = m.workspace_id and gone.id = m.into_id
        where m.split_at is null
      ), forgotten as (
        delete from contact_merges m using gone
        where m.workspace_id = gone.workspace_id and m.into_id = gone.id and m.split_at is null
      ), unsaid as (
        delete from conversations c using gone
        where c.workspace_id = gone.workspace_id and c.contact_id = gone.id
      ), untouched as (
        delete from touches t using gone
        where t.workspace_id = gone.workspace_id and t.contact_id = gone.id
      ), unqueued as (
        delete from lead_queue q using gone
        where q.workspace_id = gone.workspace_id and q.contact_id = gone.id
      ), undone as (
        delete from tasks k using gone
        where k.workspace_id = gone.workspace_id and k.contact_id = gone.id
      ), unnoticed as (
        delete from notifications n using gone
        where n.workspace_id = gone.workspace_id and n.contact_id = gone.id
      ), uncalled as (
        delete from outgoing_calls o using gone
        where o.workspace_id = gone.workspace_id and o.contact_id = gone.id
      ), unmatched as (
        delete from automation_inbox i using gone
        where i.workspace_id = gone.workspace_id and i.contact_id = gone.id
      ), unrun as (
        delete from automation_runs r using gone
        where r.workspace_id = gone.workspace_id and r.contact_id = gone.id
      ), unmissed as (
        delete from automation_misses s using gone
        where s.workspace_id = gone.workspace_id and s.contact_id = gone.id
      ), unwatched as (
        delete from segment_watch w using gone
        where w.workspace_id = gone.workspace_id and w.contact_id = gone.id
      ), untold as (
        update webhook_items i set payload = null, waits_for = null, wamid = null from gone
        where i.workspace_id = gone.workspace_id and i.contact_id = gone.id
      )
      delete from contact_trash t using old
      where t.workspace_id = old.workspace_id and t.contact_id = old.id`);
    return deleted.count;
  });
}

/** The members first, some at a time: a group may hold everybody. */
async function purgeGroups(db: Db, before: string): Promise<void> {
  await inBatches(async () => {
    const deleted = await db.execute(sql`
      delete from group_members m
      using (
        select m.workspace_id, m.group_id, m.contact_id from group_members m
        join groups g on g.workspace_id = m.workspace_id and g.id = m.group_id
        where g.deleted_at < ${before} limit ${BATCH}
      ) as old
      where m.workspace_id = old.workspace_id and m.group_id = old.group_id and m.contact_id = old.contact_id`);
    return deleted.count;
  });
  await db.execute(sql`delete from groups where deleted_at < ${before}`);
}
