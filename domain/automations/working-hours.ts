import { eq } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import type { Ctx } from '../ctx.ts';
import type { Hours } from './types.ts';

/** When the workspace works; null: always. For callers that have authorised. */
export async function readWorkingHours(ctx: Ctx): Promise<Hours | null> {
  const [row] = await ctx.db
    .select({ hours: autoLeads.workingHours })
    .from(autoLeads)
    .where(eq(autoLeads.workspaceId, ctx.workspace.id));
  return row?.hours ?? null;
}
