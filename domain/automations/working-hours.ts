import { eq } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { readHours } from '../auto-lead/stored.ts';
import type { Ctx } from '../ctx.ts';
import type { Hours } from './types.ts';

/** When the workspace works; null: always. @throws `forbidden`. */
export async function readWorkingHours(ctx: Ctx): Promise<Hours | null> {
  authorize(ctx, 'automation.read');
  const [row] = await ctx.db
    .select({ hours: autoLeads.workingHours })
    .from(autoLeads)
    .where(eq(autoLeads.workspaceId, ctx.workspace.id));
  return row ? readHours(row.hours) : null;
}
