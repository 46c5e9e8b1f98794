import { and, eq, sql } from 'drizzle-orm';
import { contactTallies } from '#db/schema/contacts.ts';
import type { Ctx } from '../ctx.ts';

/** How many contacts stand in a status: exact, from the tallies. */
export async function countContactsIn(ctx: Ctx, statusId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
    .from(contactTallies)
    .where(and(eq(contactTallies.workspaceId, ctx.workspace.id), eq(contactTallies.statusId, statusId)));
  return row?.total ?? 0;
}
