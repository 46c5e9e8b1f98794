import { and, eq, sql } from 'drizzle-orm';
import { automations } from '#db/schema/automations.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { endRuns } from './end-runs.ts';
import { lockStored, nextVersion } from './internal.ts';
import { writeListeners } from './listeners.ts';
import { lockAutomations } from './lock.ts';
import { automationInput } from './verb-input.ts';

/** Deletes an automation; contacts on their way through stop, and what it has done stays in their histories. @throws `not_found`; `forbidden`. */
export async function deleteAutomation(ctx: Ctx, input: unknown): Promise<{ name: string }> {
  authorize(ctx, 'automation.write');
  const { id } = parseInput(automationInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const { name } = await lockStored(tx, id);
    await tx.db
      .update(automations)
      .set({ isOn: false, onSince: null, deletedAt: sql`now()`, version: nextVersion, updatedAt: sql`now()` })
      .where(and(eq(automations.workspaceId, tx.workspace.id), eq(automations.id, id)));
    await writeListeners(tx, id, null);
    await endRuns(tx, id);
    await recordWorkspaceEvent(tx, {
      subject: 'automation',
      subjectId: id,
      kind: 'automation.deleted',
      before: { name },
    });
    return { name };
  });
}
