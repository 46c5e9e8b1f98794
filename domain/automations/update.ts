import { and, eq, sql } from 'drizzle-orm';
import { automations } from '#db/schema/automations.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { requireSound } from './check-definition.ts';
import { moveRuns } from './end-runs.ts';
import { type AutomationRow, addVersion, explainFailure, lockAutomation, nextVersion } from './internal.ts';
import { writeListeners } from './listeners.ts';
import { lockAutomations } from './lock.ts';
import { updateInput } from './verb-input.ts';

type Facts = ReturnType<typeof updateInput.parse>;

/**
 * Renames an automation that the person saw at `version`, or makes a new version of what it does. Contacts on their way through finish the version that
 * they began (`inside: 'keep'`), or go on in the new one at the same step (`move`; those whose step is gone stop). What changes nothing writes nothing.
 * @throws `stale` with `details: { current }`; `invalid` as `createAutomation`, of one that is on, or that contacts move in, also as `switchOn`; `not_found`; `forbidden`.
 */
export async function updateAutomation(ctx: Ctx, input: unknown): Promise<{ version: number }> {
  authorize(ctx, 'automation.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => change(tx, facts));
  } catch (error) {
    throw explainFailure(error);
  }
}

async function change(ctx: Ctx, facts: Facts): Promise<{ version: number }> {
  await lockAutomations(ctx);
  const current = await lockAutomation(ctx, facts.id, facts.version);
  const name = facts.name ?? current.name;
  const isSame = !facts.definition || isSameText(facts.definition, current.definition);
  if (isSame && name === current.name) return { version: current.version };
  const [row] = await ctx.db
    .update(automations)
    .set({ name, nameKey: nameKey(name), version: nextVersion, updatedAt: sql`now()` })
    .where(and(eq(automations.workspaceId, ctx.workspace.id), eq(automations.id, current.id)))
    .returning({ version: automations.version });
  if (!row) throw new Error('a locked automation is missing');
  const number = isSame ? current.number : await renew(ctx, { ...current, name }, facts);
  await recordWorkspaceEvent(ctx, {
    subject: 'automation',
    subjectId: current.id,
    kind: 'automation.updated',
    before: { name: current.name, number: current.number },
    after: { name, number },
  });
  return row;
}

/** The next version, and what becomes of those inside; returns its number. */
async function renew(ctx: Ctx, current: AutomationRow, { definition, inside }: Facts): Promise<number> {
  if (!definition) return current.number;
  const { id, name, isOn } = current;
  // Also of one that is off: whoever moves goes on at once.
  if (isOn || inside === 'move') await requireSound(ctx, { id, name, definition });
  const number = current.number + 1;
  const versionId = await addVersion(ctx, { automationId: id, number, definition });
  if (isOn) await writeListeners(ctx, id, definition);
  if (inside === 'move') await moveRuns(ctx, id, versionId);
  return number;
}

function isSameText(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
