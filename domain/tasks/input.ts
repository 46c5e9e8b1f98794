import { z } from 'zod';
import { id, line, version } from '../input.ts';
import { isDueYear, readDue } from './rules.ts';

const TITLE_MAX = 200;

/** An instant of the years 1900 to 2199; or a day `YYYY-MM-DD`, perhaps with `THH:MM`, on the workspace's clock; null or empty: no date. */
const dueAt = z
  .union([z.date(), z.string()], { error: 'invalid' })
  .nullish()
  .transform((given) => (given instanceof Date ? given : given?.trim() || null))
  .refine((due) => due === null || (due instanceof Date ? isDueYear(due) : readDue(due) !== null), 'invalid');

const facts = {
  title: line({ max: TITLE_MAX, required: true }),
  dueAt,
  /** Null: whoever owns the contact. */
  ownerId: id.nullish().transform((owner) => owner ?? null),
};

export const addInput = z.object({ contactId: id, ...facts });
export const changeInput = z.object({ id, version, ...facts });
export const taskInput = z.object({ id, version });
export const doneInput = z.object({ id });
