import { and, eq, sql } from 'drizzle-orm';
import { automations } from '#db/schema/automations.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { endRuns } from './end-runs.ts';
import { type AutomationRow, lockStored, nextVersion } from './internal.ts';
import { writeListeners } from './listeners.ts';
import { lockAutomations } from './lock.ts';
import { switchOffInput } from './verb-input.ts';

/**
 * Switches an automation off: nothing sets it off any more. Contacts on their way through stop where they are (`inside: 'stop'`), or `finish`. Off already:
 * `stop` still stops those inside. Returns how many stopped.
 * @throws `not_found`; `forbidden`.
 */
export async function switchOff(
  ctx: Ctx,
  input: unknown,
): Promise<{ name: string; version: number; stoppedTotal: number }> {
  authorize(ctx, 'automation.write');
  const { id, inside } = parseInput(switchOffInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutomations(tx);
    const current = await lockStored(tx, id);
    const version = current.isOn ? await turnOff(tx, current) : current.version;
    const stoppedTotal = inside === 'stop' ? await endRuns(tx, id) : 0;
    return { name: current.name, version, stoppedTotal };
  });
}

/** Turns off one that is locked and on, with its event; those inside finish. */
export async function turnOff(
  ctx: Ctx,
  { id, name }: Pick<AutomationRow, 'id' | 'name'>,
  changeId?: string,
): Promise<number> {
  const [row] = await ctx.db
    .update(automations)
    .set({ isOn: false, onSince: null, version: nextVersion, updatedAt: sql`now()` })
    .where(and(eq(automations.workspaceId, ctx.workspace.id), eq(automations.id, id)))
    .returning({ version: automations.version });
  if (!row) throw new Error('a locked automation is missing');
  await writeListeners(ctx, id, null);
  await recordWorkspaceEvent(ctx, {
    subject: 'automation',
    subjectId: id,
    kind: 'automation.switched_off',
    before: { name },
    changeId,
  });
  return row.version;
}
