import type postgres from 'postgres';
import type { Batch } from './batch.ts';
import { WRITTEN } from './decide-sql.ts';
import { FACT_NAMES } from './fact-names.ts';

/** Somebody changed a contact of the batch between the decision and the write: everything is decided anew. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

const PAIRS = WRITTEN.map(
  (column) => `('${FACT_NAMES[column]}', to_jsonb(o.${column}), to_jsonb(d.${column}))`,
).join(', ');
const SETS = WRITTEN.map((column) => `${column} = d.${column}`).join(', ');

/** `before` or `after` of an event about the facts that are told together. */
const side = (index: 0 | 1) => `(
  select jsonb_object_agg(key, value -> ${index}) from jsonb_each(diff.facts)
  where key not in ('statusId', 'originId', 'ownerId'))`;

const OWN_EVENTS = (['status', 'origin', 'owner'] as const).map((fact) => {
  const since = fact === 'status' ? `|| jsonb_build_object('statusSince', diff.status_since)` : '';
  return `
    select $1::bigint, id, 'contact.${fact}_changed', 'import',
      jsonb_build_object('${fact}Id', facts -> '${fact}Id' -> 0) ${since},
      jsonb_build_object('${fact}Id', facts -> '${fact}Id' -> 1) || $5::text::jsonb, $3::uuid
    from diff where facts ? '${fact}Id'`;
});

/**
 * Writes the rows decided as updates: contacts with a new version, an event for the details together and one for each of status, origin and owner, and
 * what it overwrote beside the row. @throws Overtaken when a contact is not as it was decided upon.
 */
const UPDATE = `
with d as materialized (
  select * from import_decided where action = 'update'
), o as materialized (
  select d.number, c.* from d join contacts c on c.workspace_id = $1 and c.id = d.target
), diff as materialized (
  select o.number, o.id, o.status_since,
    coalesce((select jsonb_object_agg(k, jsonb_build_array(a, b)) from (values ${PAIRS}) as v (k, a, b)
      where a is distinct from b), '{}') as facts
  from o join d using (number)
), written as (
  update contacts c set ${SETS},
    status_since = case when c.status_id <> d.status_id then now() else c.status_since end,
    last_activity_at = case when c.status_id <> d.status_id or c.notes <> d.notes then now() else c.last_activity_at end,
    updated_at = now(), version = c.version + 1
  from d where c.workspace_id = $1 and c.id = d.target and c.version = d.version
  returning c.id, c.version
), known as (
  insert into contact_identities (workspace_id, kind, value, contact_id, source, source_id, added_by)
  select $1::bigint, kind, value, target, 'import', $2::bigint, $4::bigint
  from (
    select 'email' as kind, lower(email) as value, target from d where email is not null
    union all select 'phone', phone, target from d where phone is not null
  ) as keys
  where not exists (
    select from contact_identities i where i.workspace_id = $1 and i.kind = keys.kind and i.value = keys.value)
  returning kind, value, contact_id
), told as (
  insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after, change_id)
  select $1::bigint, id, 'contact.updated', 'import', ${side(0)}, ${side(1)} || $5::text::jsonb, $3::uuid
  from diff where facts - array['statusId', 'originId', 'ownerId'] <> '{}'
  ${OWN_EVENTS.map((event) => `union all ${event}`).join('')}
), kept as (
  insert into import_outcomes (workspace_id, import_id, number, outcome, contact_id, contact_version, change)
  select $1::bigint, $2::bigint, diff.number, 'updated', diff.id, written.version,
    jsonb_build_object('facts', diff.facts, 'statusSince', diff.status_since, 'identities', coalesce((
      select jsonb_agg(jsonb_build_array(kind, value)) from known where known.contact_id = diff.id), '[]'))
  from diff join written using (id)
)
select count(*)::int as count from written`;

/** Runs `UPDATE` over the batch at hand. @throws Overtaken. */
export async function writeUpdates(sql: postgres.ReservedSql, batch: Batch, expected: number): Promise<void> {
  const { workspaceId, importId, changeId, createdBy, plan } = batch;
  const tells = plan.runsAutomations ? '{"runsAutomations": true}' : '{}';
  const [row] = await sql.unsafe<{ count: number }[]>(
    UPDATE,
    [workspaceId, importId, changeId, createdBy, tells],
    { prepare: false },
  );
  if (row?.count !== expected) throw new Overtaken();
}
