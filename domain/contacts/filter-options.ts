import { sql } from 'drizzle-orm';
import type { FieldKind, StatusKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

type Named = { id: number; name: string };

/** Everything that conditions can name, in the order in which people choose. */
export type FilterOptions = {
  statuses: (Named & { kind: StatusKind; colour: string })[];
  /** Statuses that only history names any more. */
  retired: Named[];
  origins: (Named & { isArchived: boolean })[];
  /** Origins that are part of others by now. */
  merged: Named[];
  members: (Named & { isActive: boolean })[];
  groups: Named[];
  fields: (Named & { kind: FieldKind; choices: Named[] })[];
  /** The latest files; `name` is the file's. */
  imports: Named[];
  /** Purposes that anybody has agreed to, as they are written. */
  purposes: string[];
  /** In which moments are told. */
  timeZone: string;
};

const IMPORTS_MAX = 50;
const PURPOSES_MAX = 50;

/** What the filter builder offers. @throws `forbidden`. */
export async function listFilterOptions(ctx: Ctx): Promise<FilterOptions> {
  authorize(ctx, 'contact.read');
  const w = ctx.workspace.id;
  const [row] = await ctx.db.execute<{ [Key in keyof FilterOptions]: FilterOptions[Key] | null }>(sql`
    with recursive purposes as (
      -- From purpose to purpose along the index, past all the people who agreed to each.
      select min(purpose) as purpose, 1 as place from consents where workspace_id = ${w} and revoked_at is null
      union all
      select (select min(c.purpose) from consents c
        where c.workspace_id = ${w} and c.revoked_at is null and c.purpose > p.purpose), place + 1
      from purposes p where p.purpose is not null and place < ${PURPOSES_MAX}
    )
    select
      (select json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'colour', colour) order by position, id)
        from statuses where workspace_id = ${w} and retired_at is null) as statuses,
      (select json_agg(json_build_object('id', id, 'name', name) order by id)
        from statuses where workspace_id = ${w} and retired_at is not null) as retired,
      (select json_agg(json_build_object('id', id, 'name', name, 'isArchived', archived_at is not null)
        order by name collate "pt-BR-x-icu", id) from origins where workspace_id = ${w} and merged_into_id is null) as origins,
      (select json_agg(json_build_object('id', id, 'name', name) order by id)
        from origins where workspace_id = ${w} and merged_into_id is not null) as merged,
      (select json_agg(json_build_object('id', u.id, 'name', u.name, 'isActive', m.deactivated_at is null)
        order by u.name collate "pt-BR-x-icu", u.id)
        from memberships m join users u on u.id = m.user_id where m.workspace_id = ${w}) as members,
      (select json_agg(json_build_object('id', id, 'name', name) order by name collate "pt-BR-x-icu", id)
        from groups where workspace_id = ${w} and deleted_at is null) as groups,
      (select json_agg(json_build_object('id', f.id, 'name', f.name, 'kind', f.kind, 'choices', coalesce(
          (select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.position, c.id)
            from field_choices c where c.workspace_id = f.workspace_id and c.field_id = f.id), '[]'::json))
        order by f.position, f.id) from fields f where f.workspace_id = ${w}) as fields,
      (select json_agg(json_build_object('id', i.id, 'name', i.file_name) order by i.id desc)
        from (select id, file_name from imports where workspace_id = ${w} and state in ('done', 'cancelled', 'failed')
          order by created_at desc, id desc limit ${IMPORTS_MAX}) i) as imports,
      (select json_agg(purpose order by purpose) from purposes where purpose is not null) as purposes`);
  return {
    statuses: row?.statuses ?? [],
    retired: row?.retired ?? [],
    origins: row?.origins ?? [],
    merged: row?.merged ?? [],
    members: row?.members ?? [],
    groups: row?.groups ?? [],
    fields: row?.fields ?? [],
    imports: row?.imports ?? [],
    purposes: row?.purposes ?? [],
    timeZone: ctx.workspace.timeZone,
  };
}
