import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { FieldValue } from '../fields/types.ts';
import type { BulkChange } from './change.ts';
import { FACTS, type FactKind, type FactValue } from './fact-writes.ts';
import { idList } from './selection.ts';

/** A contact that is there and may be changed; `isSo`: it is already as it shall be. */
export type Judged = { id: number; isSo: boolean; value: FactValue };

/** A change of what stands in the contact's own row. */
export type FactChange = Extract<BulkChange, { kind: FactKind }>;

/** Whether a change is one of those. */
export function isFactChange(change: BulkChange): change is FactChange {
  return Object.hasOwn(FACTS, change.kind);
}

/**
 * Locks those of `ids` (upwards, so that two acts wait for each other in one order) that are there and that whoever acts may see, and says which
 * are already so. `place`: how many targets of the act came before the first of `ids`.
 */
export async function lockAndJudge(
  ctx: Ctx,
  change: BulkChange,
  { ids, place }: { ids: number[]; place: number },
): Promise<Judged[]> {
  const rows = await ctx.db.execute<{ id: string; isSo: boolean; place: string }>(sql`
    select ${contacts.id} as id, ${isAlreadySo(change, place)} as "isSo", target.place
    from unnest(${idList(ids)}::bigint[]) with ordinality as target (id, place)
    join ${contacts} on ${contacts.workspaceId} = ${ctx.workspace.id} and ${contacts.id} = target.id
    where ${visibleContacts(ctx) ?? sql`true`}
    order by ${contacts.id} for no key update of contacts`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    isSo: row.isSo,
    value: isFactChange(change) ? valueFor(change, place + Number(row.place) - 1) : null,
  }));
}

/** Whether a contact is already as `change` wants it, as a condition on `contacts`; who shares them out is known by `target.place`. */
function isAlreadySo(change: BulkChange, place: number): SQL {
  // Groups and answers are judged where they are written: their rows are not locked with the contact's.
  if (!isFactChange(change)) return sql`false`;
  if (change.kind !== 'owner' || change.ownerIds.length < 2) return isSo(change);
  const index = sql`((${place}::bigint + target.place - 1) % ${change.ownerIds.length} + 1)::int`;
  return sql`${contacts.ownerId} is not distinct from (${idList(change.ownerIds)}::bigint[])[${index}]`;
}

/** The same where it does not depend on the contact's place among the others. */
export function isSo(change: BulkChange): SQL {
  switch (change.kind) {
    case 'delete':
      return sql`false`;
    case 'group_add':
      return isInGroup(change.groupId);
    case 'group_remove':
      return sql`not ${isInGroup(change.groupId)}`;
    case 'field':
      return hasAnswer(change.fieldId, change.value);
    case 'owner':
      if (change.ownerIds.length > 1)
        return sql`coalesce(${contacts.ownerId} = any(${idList(change.ownerIds)}::bigint[]), false)`;
  }
  const { column, type } = FACTS[change.kind];
  return sql`contacts.${sql.identifier(column)} is not distinct from ${valueFor(change, 0)}::${sql.raw(type)}`;
}

function isInGroup(groupId: number): SQL {
  return sql`exists (
    select from group_members m
    where m.workspace_id = contacts.workspace_id and m.group_id = ${groupId} and m.contact_id = contacts.id)`;
}

function hasAnswer(fieldId: number, value: FieldValue): SQL {
  const answer = sql`coalesce(v.text, v.number::text, v.date::text, v.choice_id::text, v.yes_no::text)`;
  const answers = sql`
    select from field_values v
    where v.workspace_id = contacts.workspace_id and v.field_id = ${fieldId} and v.contact_id = contacts.id`;
  if (value === null) return sql`not exists (${answers})`;
  return sql`exists (${answers} and ${answer} = ${String(value)})`;
}

function valueFor(change: FactChange, place: number): FactValue {
  switch (change.kind) {
    case 'status':
      return change.statusId;
    case 'origin':
      return change.originId;
    case 'owner':
      return change.ownerIds[place % change.ownerIds.length] ?? null;
    case 'type':
      return change.type;
    case 'active':
      return change.isActive;
  }
}
