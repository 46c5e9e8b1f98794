import { z } from 'zod';
import { IDENTITY_KINDS } from '#db/values.ts';
import { parsePhone } from '#lib/phone.ts';
import { id, line, version } from '../input.ts';
import { isEmail } from './rules.ts';

const VALUE_MAX = 254;

const stored = z
  .string({ error: 'invalid' })
  .min(1, 'required')
  .max(VALUE_MAX, 'invalid')
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'invalid');

/** One identity of a contact that the person saw at `version`, as it is stored. */
const held = z.object({ id, version, kind: z.enum(IDENTITY_KINDS, { error: 'invalid' }), value: stored });

export const identityInput = held;
export const mainIdentityInput = held.extend({ kind: z.enum(['phone', 'email'], { error: 'invalid' }) });
export const moveIdentityInput = held.extend({ toId: id, asMain: z.boolean().default(false) });
export const newFromIdentityInput = held.extend({
  firstName: line({ max: 80, required: true }),
  lastName: line({ max: 80 }).default(''),
});

/** A further phone or e-mail as people type it; becomes E.164 digits or the address. */
export function addIdentityInput(country: string) {
  return z
    .object({
      id,
      version,
      kind: z.enum(['phone', 'email'], { error: 'invalid' }),
      value: line({ max: VALUE_MAX, required: true }),
      asMain: z.boolean().default(false),
    })
    .transform((typed, context) => {
      const isPhone = typed.kind === 'phone';
      const email = isEmail(typed.value) ? typed.value : null;
      const value = isPhone ? (parsePhone(typed.value, country)?.e164 ?? null) : email;
      if (value !== null) return { ...typed, value };
      const message = isPhone ? 'bad_phone' : 'bad_email';
      context.addIssue({ code: 'custom', path: ['value'], message });
      return z.NEVER;
    });
}
