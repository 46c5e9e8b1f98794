import { eq } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Ctx } from '../ctx.ts';

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
export async function lockSetUp({ db, workspace }: Ctx): Promise<void> {
  await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, workspace.id))
    .for('no key update');
}
