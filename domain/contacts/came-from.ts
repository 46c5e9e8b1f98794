import { type SQL, sql } from 'drizzle-orm';

/**
 * The origin that a contact without touches came from, under the name that it had then: what it was before merges of origins moved it, and before they
 * were taken back; as somebody chose it after that. `contact`: the table of contacts, or what stands for it.
 */
export function cameFromSql(workspaceId: number, contact: SQL = sql`contacts`): SQL {
  const changes = (alias: SQL) =>
    sql`contact_events ${alias} where ${alias}.workspace_id = ${workspaceId} and ${alias}.contact_id = ${contact}.id
      and ${alias}.kind = 'contact.origin_changed'`;
  const merges = sql`select m.change_id from origin_merges m where m.workspace_id = ${workspaceId}`;
  return sql`coalesce((
    select (e.before ->> 'originId')::int8 from ${changes(sql`e`)} and e.change_id in (${merges})
      and e.id > coalesce((
        select max(l.id) from ${changes(sql`l`)} and (l.change_id is null or l.change_id not in (${merges}))), 0)
    order by e.id limit 1), ${contact}.origin_id)`;
}
