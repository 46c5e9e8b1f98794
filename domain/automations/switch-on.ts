import { and, eq, sql } from 'drizzle-orm';
import { automations } from '#db/schema/automations.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { requireSound } from './check-definition.ts';
import { lockAutomation, nextVersion } from './internal.ts';
import { writeListeners } from './listeners.ts';
import { lockAutomations } from './lock.ts';
import { switchOnInput } from './verb-input.ts';

/**
 * Switches on an automation that the person saw at `version`: it acts on what happens from now on. On already: nothing.
 * @throws `invalid` (definition: automation_incomplete with `details: { problems }`, automation_circle with `details: { cycles }`); `stale`; `not_found`;
 * `forbidden`.
 */
export async function switchOn(ctx: Ctx, input: unknown): Promise<{ name: string; version: number }> {
  authorize(ctx, 'automation.write');
  const { id, version } = parseInput(switchOnInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const current = await lockAutomation(tx, id, version);
    const { name, definition } = current;
    if (current.isOn) return { name, version };
    await requireSound(tx, { id, name, definition });
    const [row] = await tx.db
      .update(automations)
      .set({ isOn: true, onSince: sql`now()`, version: nextVersion, updatedAt: sql`now()` })
      .where(and(eq(automations.workspaceId, tx.workspace.id), eq(automations.id, id)))
      .returning({ version: automations.version });
    if (!row) throw new Error('a locked automation is missing');
    await writeListeners(tx, id, definition);
    await recordWorkspaceEvent(tx, {
      subject: 'automation',
      subjectId: id,
      kind: 'automation.switched_on',
      after: { name, number: current.number },
    });
    return { name, version: row.version };
  });
}
