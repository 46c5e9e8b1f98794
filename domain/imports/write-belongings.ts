import type postgres from 'postgres';
import type { Batch } from './batch.ts';

/**
 * Writes what stands beside the contacts of the batch: further identities, answers to custom fields, groups, for created and updated ones alike. What an update
 * brought is remembered in its outcome.
 */
export async function writeBelongings(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  const { workspaceId, importId, plan } = batch;
  const [found] = await sql<{ extra: boolean }[]>`
    select exists (
      select from import_decided d join import_facts f
        on f.workspace_id = ${workspaceId} and f.import_id = ${importId} and f.number = d.number
      where d.action in ('create', 'update') and f.extra is not null) as extra`;
  if (found?.extra) {
    await remember(sql, batch, 'identities', await addIdentities(sql, batch));
    await remember(sql, batch, 'answers', await addAnswers(sql, batch));
  }
  if (found?.extra || plan.groupIds.length > 0)
    await remember(sql, batch, 'groups', await joinGroups(sql, batch));
}

/** Rows with something beside their columns, and the contact of each. */
const withExtra = (sql: postgres.ReservedSql, { workspaceId, importId, from, to }: Batch) => sql`
  select f.number, f.extra, d.target, d.action
  from import_facts f join import_decided d using (number)
  where f.workspace_id = ${workspaceId} and f.import_id = ${importId} and f.number >= ${from} and f.number < ${to}
    and f.extra is not null and d.action in ('create', 'update')`;

type Brought = { number: number; what: unknown }[];

function addIdentities(sql: postgres.ReservedSql, batch: Batch): Promise<Brought> {
  const { workspaceId, importId, createdBy } = batch;
  return sql<Brought>`
    with e as (${withExtra(sql, batch)}), added as (
      insert into contact_identities (workspace_id, kind, value, contact_id, source, source_id, added_by)
      select ${workspaceId}::bigint, i ->> 'kind', i ->> 'value', target, 'import', ${importId}::bigint, ${createdBy}::bigint
      from e cross join jsonb_array_elements(extra -> 'identities') as i
      where not exists (
        select from contact_identities k where k.workspace_id = ${workspaceId} and k.kind = i ->> 'kind'
          and k.value in (i ->> 'value', i ->> 'variant'))
      order by 2, 3
      returning contact_id, kind, value
    )
    select e.number, jsonb_agg(jsonb_build_array(kind, value)) as what
    from e join added on added.contact_id = e.target where e.action = 'update' group by e.number`;
}

function addAnswers(sql: postgres.ReservedSql, batch: Batch): Promise<Brought> {
  const { workspaceId, plan } = batch;
  const isWanted = plan.onUpdate === 'fill' ? sql`v.contact_id is null` : sql`true`;
  return sql<Brought>`
    with e as (${withExtra(sql, batch)}), wanted as materialized (
      select e.number, e.action, e.target, f.id as field_id, f.kind, a.value, to_jsonb(v) - 'workspace_id' - 'contact_id' - 'field_id' as before
      from e cross join jsonb_each_text(extra -> 'answers') as a
      join fields f on f.workspace_id = ${workspaceId} and f.id = a.key::bigint
      left join field_values v on v.workspace_id = ${workspaceId} and v.contact_id = e.target and v.field_id = f.id
      where e.action = 'create' or ${isWanted}
    ), written as (
      insert into field_values as v (workspace_id, contact_id, field_id, text, number, date, choice_id, yes_no)
      select ${workspaceId}::bigint, target, field_id, case when kind = 'text' then value end,
        case when kind = 'number' then value::numeric end, case when kind = 'date' then value::date end,
        case when kind = 'choice' then value::bigint end, case when kind = 'yes_no' then value::boolean end
      from wanted
      where kind <> 'choice' or exists (
        select from field_choices c
        where c.workspace_id = ${workspaceId} and c.field_id = wanted.field_id and c.id = wanted.value::bigint)
      order by target, field_id
      on conflict (workspace_id, contact_id, field_id) do update
      set text = excluded.text, number = excluded.number, date = excluded.date, choice_id = excluded.choice_id,
        yes_no = excluded.yes_no
    )
    select number, jsonb_object_agg(field_id, jsonb_build_array(before, value)) as what
    from wanted where action = 'update' group by number`;
}

function joinGroups(sql: postgres.ReservedSql, batch: Batch): Promise<Brought> {
  const { workspaceId, changeId, plan } = batch;
  const chosen = `{${plan.groupIds.join(',')}}`;
  return sql<Brought>`
    with e as (${withExtra(sql, batch)}), wanted as materialized (
      select d.number, d.action, d.target, g.id, g.name
      from import_decided d cross join groups g
      where d.action in ('create', 'update') and g.workspace_id = ${workspaceId} and g.id = any(${chosen}::bigint[])
        and g.deleted_at is null
      union
      select e.number, e.action, e.target, g.id, g.name
      from e cross join jsonb_array_elements_text(extra -> 'groups') as named
      join groups g on g.workspace_id = ${workspaceId} and g.id = named::bigint and g.deleted_at is null
    ), added as (
      insert into group_members (workspace_id, group_id, contact_id)
      select ${workspaceId}::bigint, id, target from wanted order by id, target
      on conflict do nothing
      returning group_id, contact_id
    ), told as (
      insert into contact_events (workspace_id, contact_id, kind, actor_kind, after, change_id)
      select ${workspaceId}::bigint, target, 'contact.group_added', 'import',
        jsonb_build_object('group', name, 'groupId', id), ${changeId}::uuid
      from added join wanted on wanted.id = added.group_id and wanted.target = added.contact_id
    )
    select wanted.number, jsonb_agg(added.group_id) as what
    from added join wanted on wanted.id = added.group_id and wanted.target = added.contact_id
    where wanted.action = 'update' group by wanted.number`;
}

async function remember(
  sql: postgres.ReservedSql,
  { workspaceId, importId }: Batch,
  name: 'identities' | 'answers' | 'groups',
  brought: Brought,
): Promise<void> {
  if (brought.length === 0) return;
  await sql`
    update import_outcomes o
    set change = o.change || jsonb_build_object(${name}::text,
      case when ${name} = 'identities' then coalesce(o.change -> 'identities', '[]') || b.what else b.what end)
    from jsonb_to_recordset(${sql.json(brought as never)}) as b (number integer, what jsonb)
    where o.workspace_id = ${workspaceId} and o.import_id = ${importId} and o.number = b.number`;
}
