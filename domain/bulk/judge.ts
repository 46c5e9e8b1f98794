import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { BulkChange } from './change.ts';
import { FACTS, type FactValue } from './fact-writes.ts';
import { idList } from './selection.ts';

/** A contact that is there and may be changed; `isSo`: it is already as it shall be. */
export type Judged = { id: number; isSo: boolean; value: FactValue };

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
    value: valueFor(change, place + Number(row.place) - 1),
  }));
}

/** Whether a contact is already as `change` wants it, as a condition on `contacts`; who shares them out is known by `target.place`. */
function isAlreadySo(change: BulkChange, place: number): SQL {
  if (change.kind === 'owner' && change.ownerIds.length > 1) {
    const owners = sql`${idList(change.ownerIds)}::bigint[]`;
    const index = sql`((${place}::bigint + target.place - 1) % ${change.ownerIds.length} + 1)::int`;
    return sql`${contacts.ownerId} is not distinct from (${owners})[${index}]`;
  }
  return isSo(change);
}

/** The same where it does not depend on the contact's place among the others. */
export function isSo(change: BulkChange): SQL {
  if (change.kind === 'delete') return sql`false`;
  if (change.kind === 'owner' && change.ownerIds.length > 1)
    return sql`coalesce(${contacts.ownerId} = any(${idList(change.ownerIds)}::bigint[]), false)`;
  const { column, type } = FACTS[change.kind];
  return sql`contacts.${sql.identifier(column)} is not distinct from ${valueFor(change, 0)}::${sql.raw(type)}`;
}

function valueFor(change: BulkChange, place: number): FactValue {
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
    case 'delete':
      return null;
  }
}
