import { and, eq, sql } from 'drizzle-orm';
import { fields, fieldValues } from '#db/schema/fields.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { changeChoices } from './change-choices.ts';
import { updateInput } from './input.ts';
import { explainFieldFailure, lockSet, readField, refuseNames } from './internal.ts';
import type { Field } from './types.ts';

type Facts = ReturnType<typeof updateInput.parse>;

/**
 * Changes name, choices and, while nobody has answered, kind of a field that the person saw at `version`; returns it as it is now. Answers of a
 * choice that goes move as `moves` says, each contact with its event. A save that changes nothing writes nothing.
 * @throws `stale` with `details: { current: Field }` when somebody else changed it since; `in_use` with `details: { uses: ChoiceUse[] }` when a choice
 * that goes has answers and `moves` does not say where they go; `invalid` as `createField`, and (kind: kind_has_answers; choices:
 * gone); `not_found`; `forbidden`.
 */
export async function updateField(ctx: Ctx, input: unknown): Promise<Field> {
  authorize(ctx, 'field.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => update(tx, facts));
  } catch (error) {
    throw explainFieldFailure(error);
  }
}

async function update(ctx: Ctx, facts: Facts): Promise<Field> {
  const all = await lockSet(ctx);
  const current = all.find((field) => field.id === facts.id);
  if (!current) throw notFound();
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  refuseNames(all, facts, current.id);
  const choices = facts.kind === 'choice' ? facts.choices : [];
  const isSame =
    current.name === facts.name && current.kind === facts.kind && isSameList(current.choices, choices);
  if (isSame) return current;
  const row = and(eq(fields.workspaceId, ctx.workspace.id), eq(fields.id, facts.id));
  // Whoever is writing an answer finishes first.
  await ctx.db.select({ id: fields.id }).from(fields).where(row).for('update');
  if (facts.kind !== current.kind) await refuseAnswered(ctx, facts.id);
  const { name, kind } = facts;
  await changeChoices(ctx, current, { choices, moves: facts.moves });
  await ctx.db
    .update(fields)
    .set({ name, nameKey: nameKey(name), kind, version: sql`${fields.version} + 1`, updatedAt: sql`now()` })
    .where(row);
  const updated = await readField(ctx, facts.id);
  await recordWorkspaceEvent(ctx, {
    subject: 'field',
    subjectId: facts.id,
    kind: 'field.updated',
    before: toldOf(current, updated),
    after: toldOf(updated, current),
  });
  return updated;
}

async function refuseAnswered(ctx: Ctx, id: number): Promise<void> {
  const [answer] = await ctx.db
    .select({ id: fieldValues.contactId })
    .from(fieldValues)
    .where(and(eq(fieldValues.workspaceId, ctx.workspace.id), eq(fieldValues.fieldId, id)))
    .limit(1);
  if (answer) throw invalidField('kind', 'kind_has_answers');
}

function isSameList(before: Field['choices'], after: { id: number | null; name: string }[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ id, name }, index) => after[index]?.id === id && after[index]?.name === name)
  );
}

/** What of `field` is not as in `other`, for the event. */
function toldOf(field: Field, other: Field): Record<string, unknown> {
  const names = field.choices.map((choice) => choice.name);
  return {
    ...(field.name !== other.name && { name: field.name }),
    ...(field.kind !== other.kind && { kind: field.kind }),
    ...(!isSameList(field.choices, other.choices) && { choices: names }),
  };
}
