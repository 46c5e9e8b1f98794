import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';
import { answerFact } from './answers.ts';
import type { Field, FieldValue } from './types.ts';

type Request = { field: Field; value: FieldValue; contactIds: number[]; changeId: string | null };

/**
 * Gives one answer (null: none) to many contacts inside the caller's transaction, set-based: answers, versions and one `contact.updated` each under
 * `changeId`. The caller has locked the field (`lockFields`) and checked that whoever acts may change these contacts. Returns the ids of
 * those whose answer was another one. Not activity of the person: the board's order stays.
 */
export async function answerForMany(ctx: Ctx, request: Request): Promise<number[]> {
  authorize(ctx, 'contact.write');
  const { field, value, contactIds, changeId } = request;
  if (contactIds.length === 0) return [];
  const workspaceId = ctx.workspace.id;
  const after = JSON.stringify({ fields: { [field.id]: answerFact(field, value) } });
  const is = (kind: Field['kind']) => (field.kind === kind ? value : null);
  const changed = await ctx.db.execute<{ id: string }>(sql`
    with given as (
      select ${is('text')}::text as text, ${is('number')}::numeric as number, ${is('date')}::date as date,
        ${is('choice')}::bigint as choice_id, ${is('yes_no')}::boolean as yes_no
    ), locked as materialized (
      select id from contacts where workspace_id = ${workspaceId} and id = any(${ids(contactIds)}::bigint[]) order by id for update
    ), old as materialized (
      select l.id, coalesce(to_jsonb(v.text), to_jsonb(v.number), to_jsonb(v.date), to_jsonb(v.choice_id), to_jsonb(v.yes_no), 'null')
          as value, c.name as choice_name
      from locked l
      cross join given g
      left join field_values v on v.workspace_id = ${workspaceId} and v.contact_id = l.id and v.field_id = ${field.id}
      left join field_choices c on c.workspace_id = v.workspace_id and c.field_id = v.field_id and c.id = v.choice_id
      where (v.text, v.number, v.date, v.choice_id, v.yes_no) is distinct from (g.text, g.number, g.date, g.choice_id, g.yes_no)
    ), removed as (
      delete from field_values v using old
      where ${value === null} and v.workspace_id = ${workspaceId} and v.contact_id = old.id and v.field_id = ${field.id}
    ), written as (
      insert into field_values as v (workspace_id, contact_id, field_id, text, number, date, choice_id, yes_no)
      select ${workspaceId}, old.id, ${field.id}, g.text, g.number, g.date, g.choice_id, g.yes_no
      from old cross join given g where ${value !== null}
      on conflict (workspace_id, contact_id, field_id) do update
      set text = excluded.text, number = excluded.number, date = excluded.date, choice_id = excluded.choice_id, yes_no = excluded.yes_no
    ), raised as (
      update contacts c set version = c.version + 1, updated_at = now()
      from old where c.workspace_id = ${workspaceId} and c.id = old.id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${workspaceId}, old.id, 'contact.updated', ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object('fields', jsonb_build_object(${String(field.id)}::text, jsonb_strip_nulls(
        jsonb_build_object('name', ${field.name}::text, 'kind', ${field.kind}::text, 'text', old.choice_name))
        || jsonb_build_object('value', old.value))),
      ${after}::jsonb, ${changeId}::uuid
    from old
    returning contact_id as id`);
  const done = changed.map(({ id }) => Number(id));
  if (done.length > 0) await announceContacts(ctx, done);
  return done;
}

/** A list of ids as PostgreSQL writes an array. */
const ids = (list: number[]) => `{${list.join(',')}}`;
