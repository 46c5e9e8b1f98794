import { z } from 'zod';
import { id, version } from '../input.ts';
import { MERGE_FIELDS } from './merge-rules.ts';

const side = z.enum(['into', 'from'], { error: 'invalid' });

/** Which fields of whom: what is not named follows the rules. `answers` by the id of the custom field. */
export const mergeInput = z.object({
  intoId: id,
  intoVersion: version,
  fromId: id,
  fromVersion: version,
  choices: z
    .object({
      ...Object.fromEntries(MERGE_FIELDS.map((field) => [field, side.optional()])),
      notes: z.enum(['into', 'from', 'both'], { error: 'invalid' }).optional(),
    })
    .default({}),
  answers: z.record(z.string().regex(/^\d{1,16}$/), side).default({}),
});

export const mergePreviewInput = z.object({ intoId: id, fromId: id });
/** `isUndo`: taken back at once, which says nothing about whether the two are one person. */
export const splitInput = z.object({ mergeId: id, isUndo: z.boolean({ error: 'invalid' }).default(false) });
