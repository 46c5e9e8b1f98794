import { WRITTEN } from './decide-sql.ts';
import { FACT_NAMES } from './fact-names.ts';

/** $1 workspace, $2 import, $3 and $4 (not included) rows, $5 the import's change, $6 the change of undoing it. */
const ROWS = (outcome: 'created' | 'updated') => `
  select number, contact_id, contact_version, change from import_outcomes
  where workspace_id = $1 and import_id = $2 and number >= $3 and number < $4 and outcome = '${outcome}' and undo is null`;

/** Names the type of every parameter, as not every statement uses each; never run. */
const GIVEN = 'select $1::bigint, $2::bigint, $3::integer, $4::integer, $5::uuid, $6::uuid';

/**
 * Created contacts that nobody touched since go to the trash, as if somebody had deleted them; the others stay, and their rows say why. Touched: another version than
 * the row left, or anything in their history that is not of the import.
 */
export const UNDO_CREATED = `
with given as (${GIVEN}), r as materialized (${ROWS('created')}
), c as materialized (
  select contacts.* from contacts join r on contacts.workspace_id = $1 and contacts.id = r.contact_id
  order by contacts.id for update of contacts
), judged as materialized (
  select r.number, r.contact_id, case
    when c.id is null then 'deleted'
    when c.version <> r.contact_version then 'edited'
    when exists (
      select from contact_events e
      where e.workspace_id = $1 and e.contact_id = c.id and e.change_id is distinct from $5::uuid) then 'active'
    else 'gone' end as undo
  from r left join c on c.id = r.contact_id
), gone as materialized (
  select c.* from c join judged on judged.contact_id = c.id where judged.undo = 'gone'
), kept as (
  insert into contact_trash (workspace_id, contact_id, contact, identities, groups, field_values, deleted_at)
  select $1::bigint, g.id, to_jsonb(g) - 'name' - 'search',
    coalesce((select jsonb_agg(to_jsonb(i) - 'workspace_id' - 'contact_id') from contact_identities i
      where i.workspace_id = $1 and i.contact_id = g.id), '[]'),
    coalesce((select jsonb_agg(m.group_id) from group_members m
      where m.workspace_id = $1 and m.contact_id = g.id), '[]'),
    coalesce((select jsonb_agg(to_jsonb(v) - 'workspace_id' - 'contact_id') from field_values v
      where v.workspace_id = $1 and v.contact_id = g.id), '[]'),
    now()
  from gone g
), deleted as (
  delete from contacts using gone where contacts.workspace_id = $1 and contacts.id = gone.id
), told as (
  insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, change_id)
  select $1::bigint, id, 'contact.deleted', 'import',
    jsonb_build_object('statusId', status_id, 'originId', origin_id, 'ownerId', owner_id), $6::uuid
  from gone
)
update import_outcomes o set undo = judged.undo
from judged where o.workspace_id = $1 and o.import_id = $2 and o.number = judged.number`;

const CASTS: Partial<Record<(typeof WRITTEN)[number], string>> = {
  is_active: '::boolean',
  status_id: '::bigint',
  origin_id: '::bigint',
  owner_id: '::bigint',
};

/** What a fact was before, where it still is what the import made of it and may be so again; otherwise what it is now. */
function restored(column: (typeof WRITTEN)[number]): string {
  const name = FACT_NAMES[column];
  const earlier = `(facts -> '${name}' ->> 0)${CASTS[column] ?? ''}`;
  return `case when facts ? '${name}' and to_jsonb(c.${column}) is not distinct from nullif(facts -> '${name}' -> 1, 'null')
    and ${mayBeAgain(column, earlier)} then ${earlier} else c.${column} end as new_${column}`;
}

function mayBeAgain(column: (typeof WRITTEN)[number], earlier: string): string {
  switch (column) {
    case 'status_id':
      return `exists (select from statuses s where s.workspace_id = $1 and s.id = ${earlier} and s.retired_at is null)`;
    case 'origin_id':
      return `exists (select from origins s where s.workspace_id = $1 and s.id = ${earlier} and s.merged_into_id is null)`;
    case 'owner_id':
      return `(${earlier} is null or exists (select from memberships s
        where s.workspace_id = $1 and s.user_id = ${earlier} and s.deactivated_at is null))`;
    case 'phone':
    case 'email':
      return `case when ${earlier} is null then c.${column === 'phone' ? 'email' : 'phone'} is not null else exists (
        select from contact_identities i where i.workspace_id = $1 and i.kind = '${column}'
          and i.value = lower(${earlier}) and i.contact_id = c.id) end`;
    default:
      return 'true';
  }
}

const SETS = WRITTEN.map((column) => `${column} = n.new_${column}`).join(', ');
const PAIRS = WRITTEN.map(
  (column) => `('${FACT_NAMES[column]}', to_jsonb(n.${column}), to_jsonb(n.new_${column}))`,
).join(', ');

const side = (index: 0 | 1) => `(
  select jsonb_object_agg(key, value -> ${index}) from jsonb_each(diff)
  where key not in ('statusId', 'originId', 'ownerId'))`;

const OWN_EVENTS = (['status', 'origin', 'owner'] as const).map((fact) => {
  const since = (what: string) => (fact === 'status' ? `|| jsonb_build_object('statusSince', ${what})` : '');
  return `union all
    select $1::bigint, id, 'contact.${fact}_changed', 'import',
      jsonb_build_object('${fact}Id', diff -> '${fact}Id' -> 0) ${since('status_since')},
      jsonb_build_object('${fact}Id', diff -> '${fact}Id' -> 1) ${since('new_status_since')}, $6::uuid
    from changed where diff ? '${fact}Id'`;
});

/**
 * Updated contacts get back, fact by fact, what the import overwrote, wherever it still stands as the import left it. A row of which anything could not come
 * back says so.
 */
export const UNDO_UPDATED = `
with given as (${GIVEN}), r as materialized (${ROWS('updated')}
), locked as materialized (
  select contacts.* from contacts join r on contacts.workspace_id = $1 and contacts.id = r.contact_id
  order by contacts.id for update of contacts
), n as materialized (
  select c.*, r.number, coalesce(r.change -> 'facts', '{}') as facts,
    coalesce((r.change ->> 'statusSince')::timestamptz, c.status_since) as earlier_since,
    ${WRITTEN.map(restored).join(',\n    ')}
  from r join locked c on c.id = r.contact_id
  cross join lateral (select coalesce(r.change -> 'facts', '{}') as facts) as changed
), changed as materialized (
  select n.*, case when new_status_id <> status_id then earlier_since else status_since end as new_status_since,
    (select coalesce(jsonb_object_agg(k, jsonb_build_array(a, b)), '{}') from (values ${PAIRS}) as v (k, a, b)
      where a is distinct from b) as diff
  from n
), written as (
  update contacts c set ${SETS}, status_since = n.new_status_since, updated_at = now(), version = c.version + 1
  from changed n where c.workspace_id = $1 and c.id = n.id and n.diff <> '{}'
), dropped as (
  delete from contact_identities i using r cross join jsonb_array_elements(r.change -> 'identities') as k, changed n
  where i.workspace_id = $1 and i.contact_id = r.contact_id and n.id = r.contact_id
    and i.kind = k ->> 0 and i.value = k ->> 1 and i.source = 'import' and i.source_id = $2
    and i.value is distinct from n.new_phone and i.value is distinct from lower(n.new_email)
), told as (
  insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after, change_id)
  select $1::bigint, id, 'contact.updated', 'import', ${side(0)}, ${side(1)}, $6::uuid
  from changed where diff - array['statusId', 'originId', 'ownerId'] <> '{}'
  ${OWN_EVENTS.join(' ')}
)
update import_outcomes o set undo = case
    when changed.id is null then 'deleted'
    when (select count(*) from jsonb_object_keys(changed.facts)) = (select count(*) from jsonb_object_keys(changed.diff))
      then 'restored'
    else 'edited' end
from r left join changed on changed.number = r.number
where o.workspace_id = $1 and o.import_id = $2 and o.number = r.number`;

/** Answers and groups that updated contacts got: taken back before the rows themselves are marked, where they still stand as the import left them. */
export const UNDO_BELONGINGS = [
  `
with given as (${GIVEN}), r as materialized (${ROWS('updated')} and change ? 'groups'
), out as (
  delete from group_members m using r cross join jsonb_array_elements_text(r.change -> 'groups') as g
  where m.workspace_id = $1 and m.contact_id = r.contact_id and m.group_id = g::bigint
  returning m.contact_id, m.group_id
)
insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, change_id)
select $1::bigint, out.contact_id, 'contact.group_removed', 'import',
  jsonb_build_object('group', g.name, 'groupId', g.id), $6::uuid
from out join groups g on g.workspace_id = $1 and g.id = out.group_id`,
  `
with given as (${GIVEN}), r as materialized (${ROWS('updated')} and change ? 'answers'
), a as materialized (
  select r.contact_id, e.key::bigint as field_id, nullif(e.value -> 0, 'null') as earlier, e.value ->> 1 as written
  from r cross join jsonb_each(r.change -> 'answers') as e
  join field_values v on v.workspace_id = $1 and v.contact_id = r.contact_id and v.field_id = e.key::bigint
  where coalesce(v.text, trim_scale(v.number)::text, v.date::text, v.choice_id::text, v.yes_no::text) = e.value ->> 1
), emptied as (
  delete from field_values v using a
  where v.workspace_id = $1 and v.contact_id = a.contact_id and v.field_id = a.field_id and a.earlier is null
)
update field_values v set text = e.text, number = e.number, date = e.date, choice_id = e.choice_id, yes_no = e.yes_no
from a cross join lateral jsonb_to_record(a.earlier)
  as e (text text, number numeric, date date, choice_id bigint, yes_no boolean)
where v.workspace_id = $1 and v.contact_id = a.contact_id and v.field_id = a.field_id and a.earlier is not null
  and (e.choice_id is null or exists (select from field_choices c where c.workspace_id = $1 and c.id = e.choice_id))`,
];
