import { statuses } from '#db/schema/statuses.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { clearDefault, explainStatusFailure, lockStatuses } from './internal.ts';
import { type Status, statusColumns } from './list.ts';
import { sameName } from './rules.ts';

/** A workspace keeps at most so many statuses: beyond it a board is no longer one. */
const STATUSES_MAX = 50;

/**
 * Adds a status at the end of the funnel and returns it.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken; colour: required, bad_colour), `too_many`, `forbidden`.
 */
export async function createStatus(ctx: Ctx, input: unknown): Promise<Status> {
  authorize(ctx, 'status.write');
  const facts = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, facts));
  } catch (error) {
    throw explainStatusFailure(error);
  }
}

async function insert(ctx: Ctx, facts: ReturnType<typeof createInput.parse>): Promise<Status> {
  const others = await lockStatuses(ctx);
  if (others.length >= STATUSES_MAX) throw invalidField('name', 'too_many_statuses', { max: STATUSES_MAX });
  const taken = sameName(others, facts.name);
  if (taken) throw invalidField('name', 'name_taken_by', { name: taken.name });
  const isDefault = facts.isDefault || others.length === 0;
  if (isDefault) await clearDefault(ctx);
  const [status] = await ctx.db
    .insert(statuses)
    .values({
      workspaceId: ctx.workspace.id,
      name: facts.name,
      nameKey: nameKey(facts.name),
      colour: facts.colour,
      kind: facts.kind,
      isDefault,
      position: Math.max(0, ...others.map((other) => other.position)) + 1,
    })
    .returning(statusColumns);
  if (!status) throw new Error('insert returned no status');
  await recordWorkspaceEvent(ctx, {
    subject: 'status',
    subjectId: status.id,
    kind: 'status.created',
    after: { name: status.name, colour: status.colour, kind: status.kind, isDefault: status.isDefault },
  });
  return status;
}
