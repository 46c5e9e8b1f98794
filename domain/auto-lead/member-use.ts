import { eq, sql } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { lockAutoLead } from './lock.ts';

/** Who gets every new lead; null: nobody in particular. @throws `forbidden`. */
export async function leadTaker(ctx: Ctx): Promise<number | null> {
  authorize(ctx, 'member.read');
  const [row] = await ctx.db
    .select({ assignment: autoLeads.assignment, personId: autoLeads.personId })
    .from(autoLeads)
    .where(eq(autoLeads.workspaceId, ctx.workspace.id));
  return row?.assignment === 'person' ? row.personId : null;
}

/**
 * Gives new leads that went to one person to another (null: to nobody), inside the caller's transaction, under its `changeId`. In turns, whoever
 * left is passed over and need not be taken out. Whoever calls has authorised.
 */
export async function followMember(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number | null; changeId: string },
): Promise<void> {
  const row = await lockAutoLead(ctx);
  if (row?.assignment !== 'person' || row.personId !== fromId) return;
  const after = { assignment: toId === null ? 'nobody' : 'person', personId: toId } as const;
  await ctx.db
    .update(autoLeads)
    .set({ ...after, version: sql`${autoLeads.version} + 1`, updatedAt: sql`now()` })
    .where(eq(autoLeads.workspaceId, ctx.workspace.id));
  await recordWorkspaceEvent(ctx, {
    subject: 'auto_lead',
    subjectId: ctx.workspace.id,
    kind: 'auto_lead.updated',
    before: { assignment: 'person', personId: fromId },
    after,
    changeId,
  });
}
