import { automations } from '#db/schema/automations.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { addVersion, explainFailure, requireRoom } from './internal.ts';
import type { Definition } from './types.ts';
import { createInput } from './verb-input.ts';

/**
 * Keeps a new automation, which is off; what is missing from it may be added later.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken, too_many_automations; those of `definitionInput`); `forbidden`.
 */
export async function createAutomation(ctx: Ctx, input: unknown): Promise<{ id: number; name: string }> {
  authorize(ctx, 'automation.write');
  const facts = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insertAutomation(tx, facts));
  } catch (error) {
    throw explainFailure(error);
  }
}

/** Writes a new automation with its first version and its event. */
export async function insertAutomation(
  ctx: Ctx,
  { name, definition }: { name: string; definition: Definition },
): Promise<{ id: number; name: string }> {
  await requireRoom(ctx);
  const [row] = await ctx.db
    .insert(automations)
    .values({ workspaceId: ctx.workspace.id, name, nameKey: nameKey(name), createdBy: actorId(ctx) })
    .returning({ id: automations.id });
  if (!row) throw new Error('insert returned no automation');
  await addVersion(ctx, { automationId: row.id, number: 1, definition });
  await recordWorkspaceEvent(ctx, {
    subject: 'automation',
    subjectId: row.id,
    kind: 'automation.created',
    after: { name },
  });
  return { id: row.id, name };
}
