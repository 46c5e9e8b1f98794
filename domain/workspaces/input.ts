import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { LOCALES, SALES_SCOPES } from '#db/values.ts';
import { line } from '../input.ts';

const WORKSPACE_NAME_MAX = 80;

export const workspaceName = line({ max: WORKSPACE_NAME_MAX, required: true });

/** An IANA name, in the spelling that Intl prefers. Offsets (+03:00) are no places: they know no summer time. */
const timeZone = z.unknown().transform((value, context): string => {
  const name = typeof value === 'string' && /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(value) ? value : null;
  try {
    if (name) return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // Not a zone that Intl knows.
  }
  context.addIssue({ code: 'custom', message: 'invalid' });
  return z.NEVER;
});

export const workspaceInput = z.object({
  name: workspaceName,
  locale: z.enum(LOCALES, { error: 'invalid' }),
  /** ISO 3166-1 alpha-2, one whose phone numbers can be read. */
  country: z.string({ error: 'invalid' }).refine(isSupportedCountry, 'invalid'),
  timeZone,
  salesScope: z.enum(SALES_SCOPES, { error: 'invalid' }),
});
