import { z } from 'zod';
import { LOCALES, ROLES, THEMES } from '#db/values.ts';
import { id, line } from '../input.ts';
import { accountEmail } from '../sessions/email.ts';
import { PASSWORD_MAX, passwordProblem } from './password-rules.ts';

export const MEMBER_NAME_MAX = 80;

const name = line({ max: MEMBER_NAME_MAX, required: true });
const role = z.enum(ROLES, { error: 'invalid' });

/** An e-mail address that will be an account's. */
export const email = z.unknown().transform((value, context): string => {
  const parsed = accountEmail(value);
  if (parsed) return parsed;
  const isMissing = value === undefined || value === null || (typeof value === 'string' && !value.trim());
  context.addIssue({ code: 'custom', message: isMissing ? 'required' : 'bad_email' });
  return z.NEVER;
});

const currentPassword = z
  .string({ error: 'required' })
  .min(1, 'required')
  .max(PASSWORD_MAX * 5, 'invalid');

/** A password that will be an account's. Whether it is the person's own address: `passwordProblem`, once the address is known. */
const newPassword = z.unknown().transform((value, context): string => {
  const problem = passwordProblem(value, '');
  if (!problem) return String(value);
  const { code, params } = problem;
  context.addIssue({ code: 'custom', message: params ? `${code}|${JSON.stringify(params)}` : code });
  return z.NEVER;
});

export const inviteInput = z.object({ email, role });
export const invitationInput = z.object({ id });
export const roleInput = z.object({ userId: id, role });
export const memberInput = z.object({ userId: id });
export const deactivateInput = z.object({
  userId: id,
  /** Who gets their contacts; null: nobody. Left out: refused while there are any. */
  contactsTo: id.nullable().optional(),
});
export const handOverInput = z.object({ userId: id, contactsTo: id.nullable() });
export const profileInput = z.object({
  name,
  /** Null: as the workspace. */
  locale: z.enum(LOCALES, { error: 'invalid' }).nullable(),
  theme: z.enum(THEMES, { error: 'invalid' }),
});
export const passwordInput = z.object({ currentPassword, newPassword });
export const newAccountInput = z.object({ name, password: newPassword });
