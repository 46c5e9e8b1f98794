import { z } from 'zod';
import { STATUS_KINDS } from '#db/values.ts';
import { parseColour } from '#lib/colour.ts';
import { changeId, id, line, version } from '../input.ts';

const STATUS_NAME_MAX = 60;

const colour = z.unknown().transform((value, context): string => {
  const parsed = parseColour(value);
  if (parsed) return parsed;
  const isMissing = value === undefined || value === null || value === '';
  context.addIssue({ code: 'custom', message: isMissing ? 'required' : 'bad_colour' });
  return z.NEVER;
});

const facts = {
  name: line({ max: STATUS_NAME_MAX, required: true }),
  colour,
  kind: z.enum(STATUS_KINDS, { error: 'invalid' }).default('open'),
  isDefault: z.boolean({ error: 'invalid' }).default(false),
};

export const createInput = z.object(facts);
export const updateInput = z.object({ id, version, ...facts });
export const reorderInput = z.object({
  id,
  /** The status that comes next; null: moved to the end. */
  beforeId: id.nullable(),
});
export const retireInput = z.object({ id, moveContactsTo: id.optional() });
export const restoreInput = z.object({ changeId });
