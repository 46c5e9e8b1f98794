import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { conditionsOf, type FilterTree } from './filter-tree.ts';
import { type ReferenceKind, referencesOf } from './reference-rules.ts';

/** What a condition names: `isGone` when it was deleted; what is not here at all never was, or left no trace. */
type NamedThing = { name: string; isGone: boolean };
type Names = Record<ReferenceKind | 'field' | 'import', Record<string, NamedThing>>;
/** With the time zone in which moments are told. */
export type FilterNames = Names & { timeZone: string };

/** The names of everything that the conditions of these trees name, deleted statuses and groups among them. @throws `forbidden`. */
export async function readFilterNames(ctx: Ctx, trees: FilterTree[]): Promise<FilterNames> {
  authorize(ctx, 'contact.read');
  const none = { status: {}, origin: {}, owner: {}, group: {}, choice: {}, field: {}, import: {} };
  const { timeZone } = ctx.workspace;
  if (trees.length === 0) return { ...none, timeZone };
  const named = referencesOf(...trees);
  const imports = trees
    .flatMap(conditionsOf)
    .flatMap(({ field, values }) => (field === 'import' ? values.map(Number) : []));
  const w = ctx.workspace.id;
  const ids = (list: number[]) => sql`any(${`{${list.join(',')}}`}::bigint[])`;
  const thing = (name: string, isGone: string) =>
    sql.raw(`json_build_object('name', ${name}, 'isGone', ${isGone})`);
  const [row] = await ctx.db.execute<{ [Kind in keyof Names]: Names[Kind] | null }>(sql`select
    (select json_object_agg(id, ${thing('name', 'retired_at is not null')})
      from statuses where workspace_id = ${w} and id = ${ids([...named.status, ...named.pastStatus])}) as status,
    (select json_object_agg(id, ${thing('name', 'false')})
      from origins where workspace_id = ${w} and id = ${ids(named.origin)}) as origin,
    (select json_object_agg(u.id, ${thing('u.name', 'false')}) from memberships m join users u on u.id = m.user_id
      where m.workspace_id = ${w} and u.id = ${ids(named.owner)}) as owner,
    (select json_object_agg(id, ${thing('name', 'deleted_at is not null')})
      from groups where workspace_id = ${w} and id = ${ids(named.group)}) as group,
    (select json_object_agg(id, ${thing('name', 'false')})
      from field_choices where workspace_id = ${w} and id = ${ids(named.choice)}) as choice,
    (select json_object_agg(id, ${thing('name', 'false')})
      from fields where workspace_id = ${w} and id = ${ids(named.field)}) as field,
    (select json_object_agg(id, ${thing('file_name', 'false')})
      from imports where workspace_id = ${w} and id = ${ids(imports)}) as import`);
  const found = Object.entries(row ?? {}).filter(([, things]) => things !== null);
  return { ...none, ...Object.fromEntries(found), timeZone };
}
