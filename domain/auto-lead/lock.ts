import { eq } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import type { Ctx } from '../ctx.ts';
import { holdWorkspace } from '../hold.ts';

export type AutoLeadRow = typeof autoLeads.$inferSelect;

/**
 * Keeps Auto Lead as it is until the transaction ends; undefined: nothing was ever set. Lock it before statuses and members, as whoever gives out
 * leads does.
 */
export async function lockAutoLead({ db, workspace }: Ctx): Promise<AutoLeadRow | undefined> {
  const [row] = await db
    .select()
    .from(autoLeads)
    .where(eq(autoLeads.workspaceId, workspace.id))
    .for('no key update');
  return row;
}

/**
 * The right to change rules, links and settings until the transaction ends. It is the lock under which origins are merged, archived and deleted
 * too: an origin that is in use here does not go away meanwhile.
 */
export async function lockSetUp(ctx: Ctx): Promise<void> {
  await holdWorkspace(ctx);
}
