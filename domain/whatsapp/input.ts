import { z } from 'zod';
import { parsePhone } from '#lib/phone.ts';
import type { Ctx } from '../ctx.ts';
import { id, line, version } from '../input.ts';

const NAME_MAX = 60;

/** Meta's ids are digits, copied with whatever stands around them. */
const metaId = line({ max: 40, required: true }).transform((text, context) => {
  const digits = text.replace(/\s/g, '');
  if (text === '' || /^\d{5,25}$/.test(digits)) return digits;
  context.addIssue({ code: 'custom', message: 'bad_meta_id' });
  return z.NEVER;
});

/** One word of printable ASCII, as tokens are; pasted ones may bring spaces and line ends along. */
function token(isRequired: boolean) {
  return z.unknown().transform((value, context): string => {
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === '' && !isRequired) return '';
    const message = text === '' ? 'required' : 'bad_token';
    if (/^[\x21-\x7e]{8,2000}$/.test(text)) return text;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** E.164 digits; national numbers are read in the workspace's country. */
function phone({ workspace }: Ctx) {
  return z.unknown().transform((value, context): string => {
    const isMissing = typeof value !== 'string' || value.trim() === '';
    const parsed = parsePhone(value, workspace.country);
    if (parsed) return parsed.e164;
    context.addIssue({ code: 'custom', message: isMissing ? 'required' : 'bad_phone' });
    return z.NEVER;
  });
}

/** What a person fills in to connect a number. */
export const connectInput = (ctx: Ctx) =>
  z.object({
    name: line({ max: NAME_MAX }).default(''),
    phoneNumberId: metaId,
    accountId: metaId,
    displayPhone: phone(ctx),
    token: token(true),
  });

/** The same, to change it; no token keeps the one there is. Meta's id of the number stays: another id is another number. */
export const updateInput = (ctx: Ctx) =>
  z.object({
    id,
    version,
    name: line({ max: NAME_MAX }).default(''),
    accountId: metaId,
    displayPhone: phone(ctx),
    token: token(false).default(''),
  });

export const numberInput = z.object({ id });
