import { sql } from 'drizzle-orm';
import { survivorsOf } from '../contacts/lineage.ts';
import type { Ctx } from '../ctx.ts';

type Row = { id: number; contactId: number };

/**
 * What happened to somebody who was merged into another meanwhile goes on with who stayed: in rows of the inbox as well, which are the caller's until they
 * go. For the matcher.
 */
export async function followMerged<R extends Row>(ctx: Ctx, rows: readonly R[]): Promise<R[]> {
  const survivors = await survivorsOf(ctx, [...new Set(rows.map(({ contactId }) => contactId))]);
  if (survivors.size === 0) return [...rows];
  const moved = rows.filter(({ contactId }) => survivors.has(contactId));
  const pairs = moved.map(({ id, contactId }) => ({ id, contact_id: survivors.get(contactId) }));
  await ctx.db.execute(sql`
    update automation_inbox i set contact_id = m.contact_id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as m (id bigint, contact_id bigint)
    where i.workspace_id = ${ctx.workspace.id} and i.id = m.id`);
  return rows.map((row) => ({ ...row, contactId: survivors.get(row.contactId) ?? row.contactId }));
}
