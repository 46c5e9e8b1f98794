import { z } from 'zod';
import { id, line, text } from '../input.ts';
import { isLocalTime } from './rules.ts';

const WORDS_MAX = 120;
const WORDING_MAX = 4_000;
const REASON_MAX = 500;

const reason = line({ max: REASON_MAX, required: true });

/** A consent as staff writes it down. `purpose` and `source`: a code of the closed lists, or one's own words. */
export const consentInput = z.object({
  /** Of the contact. */
  id,
  purpose: line({ max: WORDS_MAX, required: true }),
  wording: text({ max: WORDING_MAX }).refine((words) => words !== '', 'required'),
  source: line({ max: WORDS_MAX, required: true }),
  /** When it was given, YYYY-MM-DDTHH:MM on the workspace's clock; null: now. */
  givenAt: z
    .string({ error: 'invalid' })
    .transform((typed) => typed || null)
    .nullable()
    .default(null)
    .refine((typed) => typed === null || isLocalTime(typed), 'invalid'),
});
export const revokeInput = z.object({ id, consentId: id, reason });
export const optInput = z.object({ id, reason });
export const contactInput = z.object({ id });
