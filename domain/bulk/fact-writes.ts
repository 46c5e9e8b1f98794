import { sql } from 'drizzle-orm';
import type { ContactEventKind } from '#db/values.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { idList } from './selection.ts';

/** A column of `contacts` that one act sets for many, and how the single verbs tell of it. */
type Fact = { column: string; type: 'bigint' | 'text' | 'boolean'; key: string; event: ContactEventKind };

export const FACTS = {
  status: { column: 'status_id', type: 'bigint', key: 'statusId', event: 'contact.status_changed' },
  origin: { column: 'origin_id', type: 'bigint', key: 'originId', event: 'contact.origin_changed' },
  owner: { column: 'owner_id', type: 'bigint', key: 'ownerId', event: 'contact.owner_changed' },
  type: { column: 'type', type: 'text', key: 'type', event: 'contact.updated' },
  active: { column: 'is_active', type: 'boolean', key: 'isActive', event: 'contact.updated' },
} as const satisfies Record<string, Fact>;

export type FactKind = keyof typeof FACTS;
export type FactValue = string | number | boolean | null;

/** What a contact's fact becomes; `since`: its earlier time in the status, when it goes back to one. */
export type FactWrite = { id: number; value: FactValue; since?: string | null };

/**
 * Sets one fact of contacts that the caller has locked and judged, one event each under `changeId`, in one statement: the tallies, which everybody's
 * moves need, are locked from its end to the commit. Not activity of the person: the board's order stays.
 */
export async function writeFacts(
  ctx: Ctx,
  kind: FactKind,
  { writes, changeId }: { writes: FactWrite[]; changeId: string },
): Promise<void> {
  if (writes.length === 0) return;
  const { column, type, key, event } = FACTS[kind];
  const named = sql.identifier(column);
  const isStatus = kind === 'status';
  await ctx.db.execute(sql`
    with wanted as (
      select * from unnest(
        ${idList(writes.map(({ id }) => id))}::bigint[], ${valueList(writes.map(({ value }) => value))}::text[],
        ${valueList(writes.map(({ since }) => since ?? null))}::timestamptz[]
      ) as wanted (id, value, since)
    ), changed as (
      update contacts c
      set ${named} = wanted.value::${sql.raw(type)}, updated_at = now(), version = c.version + 1
        ${isStatus ? sql`, status_since = coalesce(wanted.since, now())` : sql``}
      from wanted join contacts old on old.workspace_id = ${ctx.workspace.id} and old.id = wanted.id
      where c.workspace_id = ${ctx.workspace.id} and c.id = wanted.id
      returning c.id, to_jsonb(old.${named}) as was, to_jsonb(c.${named}) as is, old.status_since, wanted.since
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after, change_id)
    select ${ctx.workspace.id}, id, ${event}, ${ctx.actor.kind}, ${actorId(ctx)}::bigint,
      jsonb_build_object(${key}::text, was) ${isStatus ? sql`|| jsonb_build_object('statusSince', status_since)` : sql``},
      jsonb_build_object(${key}::text, "is")
        ${isStatus ? sql`|| jsonb_strip_nulls(jsonb_build_object('statusSince', since))` : sql``},
      ${changeId}::uuid
    from changed order by id`);
}

/** Values as PostgreSQL writes an array of texts; none of them holds a quote or a comma. */
const valueList = (values: FactValue[]) => `{${values.map((value) => value ?? 'NULL').join(',')}}`;
