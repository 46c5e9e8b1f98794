import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { idList } from './selection.ts';

/** Locks those of `ids` that are there and that whoever acts may see, upwards; returns them. */
export async function lockVisible(ctx: Ctx, ids: number[]): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select ${contacts.id} as id from ${contacts}
    where ${contacts.workspaceId} = ${ctx.workspace.id} and ${contacts.id} = any(${idList(ids)}::bigint[])
      and ${visibleContacts(ctx) ?? sql`true`}
    order by ${contacts.id} for no key update`);
  return [...rows].map(({ id }) => Number(id));
}
