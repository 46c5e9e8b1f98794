import { and, eq, sql } from 'drizzle-orm';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { automations } from '#db/schema/automations.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';

/** One run of the workspace. */
export const thisRun = (ctx: Ctx, id: number) =>
  and(eq(automationRuns.workspaceId, ctx.workspace.id), eq(automationRuns.id, id));

/** A run, locked until the transaction ends, and its automation. @throws `not_found`. */
export async function lockRun(tx: Ctx, id: number) {
  const [found] = await tx.db
    .select({
      run: automationRuns,
      automation: { isOn: automations.isOn, versionId: automations.versionId },
    })
    .from(automationRuns)
    .innerJoin(
      automations,
      and(
        eq(automations.workspaceId, automationRuns.workspaceId),
        eq(automations.id, automationRuns.automationId),
      ),
    )
    .where(thisRun(tx, id))
    .for('no key update', { of: automationRuns });
  if (!found) throw notFound();
  return found;
}

/**
 * Locks the automation of a run until the transaction ends, before the run itself: meanwhile it is not switched off, and no other of its runs is begun anew
 * by hand. @throws `not_found`.
 */
export async function lockAutomationOf(tx: Ctx, runId: number): Promise<void> {
  const held = await tx.db.execute(sql`
    select a.id from automation_runs r
    join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    where r.workspace_id = ${tx.workspace.id} and r.id = ${runId} for no key update of a`);
  if (held.length === 0) throw notFound();
}
