import type { ImportPlan } from './types.ts';

/** Everything that decides what becomes of rows, besides the rows: ids that may be used now, and which columns to blame. */
export type Deciding = {
  workspaceId: number;
  importId: number;
  plan: ImportPlan;
  live: { statusIds: number[]; originIds: number[]; ownerIds: number[] };
  /** The workspace's default status, where the plan names none. */
  statusId: number | null;
  /** Which row of the split among owners comes first. */
  turn: number;
  from: number;
  /** Not included. */
  to: number;
};

/** Where rows that led to the same contact before are found: what has been written, or what a forecast has seen. */
type Earlier = 'written' | 'forecast';

/** The facts of a contact that rows write, as columns, in one order. */
export const WRITTEN = [
  ...(['first_name', 'last_name', 'type', 'phone', 'email', 'company', 'website', 'notes'] as const),
  ...(['is_active', 'status_id', 'origin_id', 'owner_id'] as const),
];

/** The parameters of `decideSql`, in their order. */
export function decideParameters(one: Deciding): (number | string | null | number[])[] {
  const { plan, live } = one;
  return [
    ...[one.workspaceId, one.importId, one.from, one.to],
    ...[live.statusIds, live.originIds, live.ownerIds].map(toArray),
    plan.statusId ?? one.statusId,
    plan.originId,
    plan.type,
    toArray(plan.ownerIds.filter((id) => live.ownerIds.includes(id))),
    one.turn,
    toArray(plan.groupIds),
    columnOf(plan, 'firstName', 'name'),
    columnOf(plan, 'origin'),
    columnOf(plan, 'phone', 'email'),
  ];
}

const toArray = (ids: readonly number[]) => `{${ids.join(',')}}`;

/** The first column, from 1, that becomes one of `targets`; 0 for none. */
function columnOf({ columns }: ImportPlan, ...targets: string[]): number {
  return columns.findIndex((one) => targets.includes(one)) + 1;
}

/** Names the type of every parameter, as not every plan uses each; never run. */
const GIVEN = `
  select $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint, $9::bigint, $10::text, $11::bigint[], $12::bigint,
    $13::bigint[], $14::integer, $15::integer, $16::integer`;

const KEYS = `
  select number, 'phone' as kind, phone as value from f where phone is not null
  union all select number, 'phone', phone_variant from f where phone_variant is not null
  union all select number, 'email', lower(email) from f where email is not null
  union all select f.number, e ->> 'kind', v.value
  from f cross join jsonb_array_elements(f.extra -> 'identities') as e
    cross join lateral (values (e ->> 'value'), (e ->> 'variant')) as v (value)
  where f.extra is not null and v.value is not null`;

/** What a matched contact (c) would say with the row (f), by column. */
function merged({ onUpdate }: ImportPlan): Record<(typeof WRITTEN)[number], string> {
  if (onUpdate === 'fill')
    return {
      first_name: 'c.first_name',
      // "Souza" of another first name would make a third person of two.
      last_name: `case when c.last_name = '' and lower(coalesce(f.first_name, c.first_name)) = lower(c.first_name)
        then coalesce(f.last_name, '') else c.last_name end`,
      type: 'c.type',
      phone: 'coalesce(c.phone, f.phone)',
      email: 'coalesce(c.email, f.email)',
      company: `coalesce(nullif(c.company, ''), f.company, '')`,
      website: `coalesce(nullif(c.website, ''), f.website, '')`,
      notes: `coalesce(nullif(c.notes, ''), f.notes, '')`,
      is_active: 'c.is_active',
      status_id: 'c.status_id',
      origin_id: 'c.origin_id',
      owner_id: 'coalesce(c.owner_id, f.owner_id)',
    };
  return {
    first_name: 'coalesce(f.first_name, c.first_name)',
    last_name: 'coalesce(f.last_name, c.last_name)',
    type: 'coalesce(f.type, c.type)',
    // Another spelling of the same phone, or of the same e-mail, is no news.
    phone: `case when f.phone is null or c.phone in (f.phone, f.phone_variant) then c.phone else f.phone end`,
    email: `case when f.email is null or lower(c.email) = lower(f.email) then c.email else f.email end`,
    company: 'coalesce(f.company, c.company)',
    website: 'coalesce(f.website, c.website)',
    notes: 'coalesce(f.notes, c.notes)',
    is_active: 'coalesce(f.is_active, c.is_active)',
    status_id: 'coalesce(f.status_id, c.status_id)',
    origin_id: 'coalesce(f.origin_id, c.origin_id)',
    owner_id: 'coalesce(f.owner_id, c.owner_id)',
  };
}

const FRESH: Record<(typeof WRITTEN)[number], string> = {
  first_name: 'f.first_name',
  last_name: `coalesce(f.last_name, '')`,
  type: 'coalesce(f.type, $10)',
  phone: 'f.phone',
  email: 'f.email',
  company: `coalesce(f.company, '')`,
  website: `coalesce(f.website, '')`,
  notes: `coalesce(f.notes, '')`,
  is_active: 'coalesce(f.is_active, true)',
  status_id: 'coalesce(f.status_id, $8::bigint)',
  origin_id: 'coalesce(f.origin_id, $9::bigint)',
  owner_id: 'f.owner_id',
};

/** Where an answer of the row stands, and the one that the contact has, as text to compare. */
const ANSWER_TEXT = `coalesce(v.text, trim_scale(v.number)::text, v.date::text, v.choice_id::text, v.yes_no::text)`;

function hasMore({ onUpdate, groupIds }: ImportPlan): string {
  const isNews = onUpdate === 'fill' ? 'v.contact_id is null' : `${ANSWER_TEXT} is distinct from a.value`;
  const groups = `exists (
      select from (
        select unnest($13::bigint[]) as id
        union select g::bigint from jsonb_array_elements_text(f.extra -> 'groups') as g
      ) as wanted
      where not exists (
        select from group_members m where m.workspace_id = $1 and m.group_id = wanted.id and m.contact_id = f.target))`;
  return `(f.extra is not null and (
      exists (
        select from jsonb_array_elements(f.extra -> 'identities') as e
        where not exists (
          select from contact_identities i where i.workspace_id = $1 and i.kind = e ->> 'kind'
            and i.value in (e ->> 'value', e ->> 'variant')))
      or exists (
        select from jsonb_each_text(f.extra -> 'answers') as a
        left join field_values v on v.workspace_id = $1 and v.contact_id = f.target and v.field_id = a.key::bigint
        where ${isNews})))
    or (${groupIds.length > 0 ? 'true' : 'f.extra is not null'} and ${groups})`;
}

const EARLIER: Record<Earlier, string> = {
  written: `exists (
    select from import_outcomes o where o.workspace_id = $1 and o.contact_id = f.target and o.import_id = $2)`,
  forecast: 'exists (select from import_targets seen where seen.contact_id = f.target)',
};

/**
 * A query that says of each row of `import_facts` from `$3` to `$4` what is to become of it (`action`, with `reason` and `col`), which contact it is about (`target`,
 * at `version`) and all that the contact would then say (`WRITTEN`). Every identity is looked up by its key, one by one: never by reading the table.
 */
export function decideSql(plan: ImportPlan, earlier: Earlier): string {
  const by = plan.matchBy.map((key) => (key === 'id' ? 'own.id' : `found.by_${key}`));
  const values = merged(plan);
  const isChanged = WRITTEN.map((column) => `f.new_${column} is distinct from f.old_${column}`).join(' or ');
  return `
with given as (${GIVEN}), f as materialized (
  select * from import_facts where workspace_id = $1 and import_id = $2 and number >= $3 and number < $4
), keys as (${KEYS}
), held as materialized (
  select k.number, k.kind, i.contact_id from keys k
  cross join lateral (
    select contact_id from contact_identities i
    where i.workspace_id = $1 and i.kind = k.kind and i.value = k.value offset 0) as i
), found as (
  select number, min(contact_id) as low, max(contact_id) as high,
    min(contact_id) filter (where kind = 'phone') as by_phone,
    min(contact_id) filter (where kind = 'email') as by_email
  from held group by number
), aimed as (
  select f.*, found.low, found.high, ${by.length > 0 ? `coalesce(${by.join(', ')})` : 'null::bigint'} as target
  from f left join found using (number)
  left join lateral (
    select id from contacts o where o.workspace_id = $1 and o.id = f.contact_ref offset 0) as own on true
), told as (
  select f.*, c.version, row_number() over (partition by f.target order by f.number) as turn,
    ${WRITTEN.map((column) => `c.${column} as old_${column}`).join(', ')},
    ${WRITTEN.map((column) => `case when f.target is null then ${FRESH[column]} else ${values[column]} end as new_${column}`).join(',\n    ')}
  from aimed f
  left join lateral (select * from contacts x where x.workspace_id = $1 and x.id = f.target offset 0) as c on true
), judged as (
  select f.*, ${judgement(plan, earlier, isChanged)} as verdict from told f
), parted as (
  select j.*, split_part(verdict, ' ', 1) as action, nullif(split_part(verdict, ' ', 2), '') as reason,
    nullif(nullif(split_part(verdict, ' ', 3), ''), '0')::integer as col,
    count(*) filter (where verdict = 'create' and new_owner_id is null) over (order by number) as share
  from judged j
)
select number, action, reason, col, target, version,
  ${WRITTEN.map((column) => (column === 'owner_id' ? OWNER : `new_${column} as ${column}`)).join(', ')}
from parted`;
}

const OWNER = `
  case when action = 'create' and new_owner_id is null and cardinality($11::bigint[]) > 0
    then ($11::bigint[])[1 + (share + $12::bigint) % cardinality($11::bigint[])] else new_owner_id end as owner_id`;

function judgement(plan: ImportPlan, earlier: Earlier, isChanged: string): string {
  const isGone = `not (f.new_status_id = any($5::bigint[])) or not (f.new_origin_id = any($6::bigint[]))
      or (f.new_owner_id is not null and not (f.new_owner_id = any($7::bigint[])))`;
  const isGoneNow = `(f.new_status_id <> f.old_status_id and not (f.new_status_id = any($5::bigint[])))
      or (f.new_origin_id <> f.old_origin_id and not (f.new_origin_id = any($6::bigint[])))
      or (f.new_owner_id is distinct from f.old_owner_id and not (f.new_owner_id = any($7::bigint[])))`;
  const isNew =
    plan.mode === 'update'
      ? `case when f.contact_ref is not null then 'rejected id_not_found' else 'rejected no_match' end`
      : `case
      when f.first_name is null then 'rejected required ' || $14::integer
      when f.phone is null and f.email is null then 'rejected phone_or_email'
      when f.new_origin_id is null then 'rejected origin_needed ' || $15::integer
      when ${isGone} then 'rejected gone'
      else 'create' end`;
  const isThere =
    plan.mode === 'create'
      ? `'unchanged exists'`
      : `case
      when f.turn > 1 or ${EARLIER[earlier]} then 'duplicate same_contact'
      when ${isGoneNow} then 'rejected gone'
      when ${isChanged} or ${hasMore(plan)} then 'update'
      else 'unchanged same_already' end`;
  return `case
    when f.target is null and f.low is not null then 'rejected taken_by_other ' || $16::integer
    when f.low <> f.target or f.high <> f.target then 'rejected matches_several ' || $16::integer
    when f.target is null then ${isNew}
    else ${isThere} end`;
}
