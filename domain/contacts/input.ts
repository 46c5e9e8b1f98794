import { z } from 'zod';
import { CONTACT_TYPES, type ContactType } from '#db/values.ts';
import { parsePhone } from '#lib/phone.ts';
import { id, line, text, version } from '../input.ts';
import {
  COMPANY_MAX,
  EMAIL_MAX,
  isEmail,
  NAME_MAX,
  NOTES_MAX,
  PHONE_MAX,
  parseWebsite,
  WEBSITE_MAX,
} from './rules.ts';

/** What people may write about a contact. Phone: E.164 digits. */
export type ContactFacts = {
  firstName: string;
  lastName: string;
  type: ContactType;
  phone: string | null;
  email: string | null;
  company: string;
  website: string;
  notes: string;
  isActive: boolean;
  ownerId: number | null;
  statusId: number;
  originId: number;
};

type Refusal = z.RefinementCtx;

function refuse(context: Refusal, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** A line that is empty (null) or that `read` understands. */
function readable(max: number, problem: string, read: (line: string) => string | null) {
  return line({ max }).transform((value, context): string | null =>
    value === '' ? null : (read(value) ?? refuse(context, problem)),
  );
}

/** The fields as forms send them; `country` is where a phone without a calling code is from. */
function fields(country: string) {
  return {
    firstName: line({ max: NAME_MAX, required: true }),
    lastName: line({ max: NAME_MAX }),
    type: z.enum(CONTACT_TYPES, { error: 'invalid' }),
    phone: readable(PHONE_MAX, 'bad_phone', (typed) => parsePhone(typed, country)?.e164 ?? null),
    email: readable(EMAIL_MAX, 'bad_email', (typed) => (isEmail(typed) ? typed : null)),
    company: line({ max: COMPANY_MAX }),
    website: readable(WEBSITE_MAX, 'bad_website', parseWebsite).transform((value) => value ?? ''),
    notes: text({ max: NOTES_MAX }),
    isActive: z.boolean({ error: 'invalid' }),
    ownerId: id.nullable(),
    statusId: id,
    originId: z.unknown().transform((value, context): number => {
      if (value === undefined || value === null || value === '') return refuse(context, 'required');
      const parsed = id.safeParse(value);
      return parsed.success ? parsed.data : refuse(context, 'invalid_id');
    }),
  };
}

/** A new contact: all facts, with defaults; no status means the workspace's default one. */
export function createInput(country: string) {
  const all = fields(country);
  return z
    .object({
      ...all,
      lastName: all.lastName.default(''),
      type: all.type.default('lead'),
      phone: all.phone.default(null),
      email: all.email.default(null),
      company: all.company.default(''),
      website: all.website.default(''),
      notes: all.notes.default(''),
      isActive: all.isActive.default(true),
      ownerId: all.ownerId.default(null),
      statusId: all.statusId.optional(),
    })
    .refine((facts) => facts.phone || facts.email, {
      path: ['phone'],
      message: 'phone_or_email',
      // Said together with the other fields' problems, unless one of these two has its own.
      when: ({ value, issues }) =>
        typeof value === 'object' &&
        value !== null &&
        !issues.some(({ path }) => path?.[0] === 'phone' || path?.[0] === 'email'),
    });
}

/** An edit: only the facts that it names. */
export function updateInput(country: string) {
  return z.object({ id, version, ...z.object(fields(country)).partial().shape });
}

export const ownerInput = z.object({
  id,
  version,
  ownerId: id.nullable(),
  isUndo: z.boolean({ error: 'invalid' }).default(false),
});
export const activeInput = z.object({ id, version, isActive: z.boolean({ error: 'invalid' }) });
export const deleteInput = z.object({ id, version });
export const contactInput = z.object({ id });
