import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '#lib/text.ts';
import { DomainError, type FieldProblems } from './errors.ts';

/** Stands for "this field was refused because …" inside zod's messages: code, then JSON of its parameters. */
export const problem = (code: string, params?: Record<string, string | number>) =>
  params ? `${code}|${JSON.stringify(params)}` : code;

/**
 * Parses what came from outside with `schema`, or throws `invalid` with one problem per field. Unknown keys are dropped, so nothing can
 * be set that the schema does not name. `others` are problems found in another way, told together with these.
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  others: FieldProblems = {},
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success && Object.keys(others).length === 0) return result.data;
  const fields: FieldProblems = { ...others };
  for (const issue of result.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'form');
    if (fields[field]) continue;
    const [code = 'invalid', params] = issue.message.split('|', 2);
    const known = /^[a-z_]+$/.test(code) ? code : 'invalid';
    fields[field] = params ? { code: known, params: JSON.parse(params) } : { code: known };
  }
  throw new DomainError('invalid', { fields });
}

type LineOptions = { max: number; required?: boolean };

/** One line of text, cleaned: required lines refuse emptiness (blank-looking letters included). */
export function line({ max, required = false }: LineOptions) {
  return z.unknown().transform((value, context): string => {
    const cleaned = cleanLine(value ?? '');
    return settle(cleaned, { max, required }, context);
  });
}

/** Several lines of text, cleaned; may be empty. */
export function text({ max }: { max: number }) {
  return z.unknown().transform((value, context): string => {
    const cleaned = cleanText(value ?? '');
    return settle(cleaned, { max, required: false }, context);
  });
}

function settle(
  cleaned: ReturnType<typeof cleanLine>,
  { max, required }: Required<LineOptions>,
  context: z.RefinementCtx,
): string {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return '';
  };
  if (!cleaned.ok)
    return refuse(
      cleaned.reason === 'too_long_input' ? problem('too_long', { max }) : problem('bad_characters'),
    );
  if (required && cleaned.value === '') return refuse(problem('required'));
  if (lengthOf(cleaned.value) > max) return refuse(problem('too_long', { max }));
  return cleaned.value;
}

/** A record's id: a positive whole number, also as digits in a string. Anything else cannot exist. */
export const id = z
  .union([z.number(), z.string().regex(/^\d{1,16}$/)], { error: 'invalid_id' })
  .transform((value, context) => {
    const number = Number(value);
    if (Number.isSafeInteger(number) && number > 0) return number;
    context.addIssue({ code: 'custom', message: 'invalid_id' });
    return z.NEVER;
  });

/** The version of a record that the person saw when they began to edit. */
export const version = z.int({ error: 'invalid' }).min(1, 'invalid').max(2_147_483_647, 'invalid');

export const changeId = z.uuid({ error: 'invalid' });
