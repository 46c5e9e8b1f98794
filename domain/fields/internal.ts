import { and, eq, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { fieldChoices } from '#db/schema/fields.ts';
import { nameKey } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { listFields } from './list.ts';
import { firstRepeated, isBuiltInName, sameName } from './rules.ts';
import type { Field } from './types.ts';

/**
 * All fields, and nobody else changes the set of them until the transaction ends. A lock of its own: rows that are not there yet cannot be
 * locked, and the fifty-first must not get in beside the fiftieth.
 */
export async function lockSet(ctx: Ctx): Promise<Field[]> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`fields:${ctx.workspace.id}`}, 0))`,
  );
  return listFields(ctx);
}

/** Throws `invalid` when a field may not be called so, or its choices may not. */
export function refuseNames(
  all: Field[],
  facts: { name: string; kind: Field['kind']; choices: { name: string }[] },
  exceptId?: number,
): void {
  const { name, kind, choices } = facts;
  if (isBuiltInName(name)) throw invalidField('name', 'name_is_built_in', { name });
  const taken = sameName(all, name, exceptId);
  if (taken) throw invalidField('name', 'name_taken_by', { name: taken.name });
  if (kind !== 'choice') return;
  if (choices.length === 0) throw invalidField('choices', 'choices_needed');
  const repeated = firstRepeated(choices.map((choice) => choice.name));
  if (repeated !== undefined) throw invalidField('choices', 'choice_repeated', { name: repeated });
}

/** Adds choices at their places (1, 2, …). */
export async function addChoices(
  ctx: Ctx,
  fieldId: number,
  choices: { name: string; position: number }[],
): Promise<void> {
  if (choices.length === 0) return;
  await ctx.db.insert(fieldChoices).values(
    choices.map((choice) => ({
      ...choice,
      workspaceId: ctx.workspace.id,
      fieldId,
      nameKey: nameKey(choice.name),
    })),
  );
}

/** The field as it is now, in the caller's transaction. */
export async function readField(ctx: Ctx, id: number): Promise<Field> {
  const field = (await listFields(ctx)).find((one) => one.id === id);
  if (!field) throw new Error('the field just written is not there');
  return field;
}

/** The row of one choice, as a condition on `field_choices`. */
export function isChoice(ctx: Ctx, fieldId: number, id: number) {
  const { workspaceId } = fieldChoices;
  return and(eq(workspaceId, ctx.workspace.id), eq(fieldChoices.fieldId, fieldId), eq(fieldChoices.id, id));
}

/** Turns the database's refusal of a second equal name into a problem at the field. */
export function explainFieldFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  return violatesUnique(error, 'fields_name') ? invalidField('name', 'name_taken') : error;
}
