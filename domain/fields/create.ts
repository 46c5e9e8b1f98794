import { fields } from '#db/schema/fields.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { addChoices, explainFieldFailure, lockSet, readField, refuseNames } from './internal.ts';
import { FIELDS_MAX } from './rules.ts';
import type { Field } from './types.ts';

/**
 * Adds a custom field after the others and returns it. However many try at once, a workspace has at most 50.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken_by, name_is_built_in, too_many_fields; kind: required; choices:
 * choices_needed, choice_repeated, too_many_choices, …); `forbidden`.
 */
export async function createField(ctx: Ctx, input: unknown): Promise<Field> {
  authorize(ctx, 'field.write');
  const facts = parseInput(createInput, input);
  try {
    return await inTransaction(ctx, (tx) => insert(tx, facts));
  } catch (error) {
    throw explainFieldFailure(error);
  }
}

async function insert(ctx: Ctx, facts: ReturnType<typeof createInput.parse>): Promise<Field> {
  const all = await lockSet(ctx);
  if (all.length >= FIELDS_MAX) throw invalidField('name', 'too_many_fields', { max: FIELDS_MAX });
  refuseNames(all, facts);
  const { name, kind } = facts;
  const [row] = await ctx.db
    .insert(fields)
    .values({
      workspaceId: ctx.workspace.id,
      name,
      nameKey: nameKey(name),
      kind,
      position: Math.max(0, ...all.map((other) => other.position)) + 1,
    })
    .returning({ id: fields.id });
  if (!row) throw new Error('insert returned no field');
  const choices = kind === 'choice' ? facts.choices : [];
  await addChoices(
    ctx,
    row.id,
    choices.map((choice, index) => ({ name: choice.name, position: index + 1 })),
  );
  await recordWorkspaceEvent(ctx, {
    subject: 'field',
    subjectId: row.id,
    kind: 'field.created',
    after: { name, kind, ...(choices.length > 0 && { choices: choices.map((choice) => choice.name) }) },
  });
  return readField(ctx, row.id);
}
