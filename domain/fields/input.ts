import { z } from 'zod';
import { FIELD_KINDS } from '#db/values.ts';
import { id, line, problem, version } from '../input.ts';
import { CHOICES_MAX } from './rules.ts';

const FIELD_NAME_MAX = 60;
const CHOICE_NAME_MAX = 80;

const facts = {
  name: line({ max: FIELD_NAME_MAX, required: true }),
  kind: z.enum(FIELD_KINDS, { error: 'required' }),
  /** The choices in their order; those that are there already name their id. Only for the kind `choice`. */
  choices: z
    .array(
      z.object({ id: id.nullish().default(null), name: line({ max: CHOICE_NAME_MAX, required: true }) }),
      { error: 'invalid' },
    )
    .max(CHOICES_MAX, problem('too_many_choices', { max: CHOICES_MAX }))
    .default([]),
};

export const createInput = z.object(facts);
export const updateInput = z.object({
  id,
  version,
  ...facts,
  /** Where the answers of choices that go shall go: to another choice, or (null) away. */
  moves: z
    .array(z.object({ from: id, to: id.nullable() }), { error: 'invalid' })
    .max(CHOICES_MAX, 'invalid')
    .default([]),
});
export const reorderInput = z.object({
  id,
  /** The field that comes next; null: moved to the end. */
  beforeId: id.nullable(),
});
export const fieldInput = z.object({ id });
