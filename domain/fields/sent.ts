import { z } from 'zod';
import { LOCALES, type Locale } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, type FieldProblems } from '../errors.ts';
import { readAnswers } from './answers.ts';
import { listFields, lockFields } from './list.ts';
import { FIELDS_MAX } from './rules.ts';
import type { Field, FieldValue } from './types.ts';
import { readFieldValue } from './values.ts';

/** An answer that somebody sent; value null takes it away. */
export type SentAnswer = { field: Field; value: FieldValue };
export type SentAnswers = { answers: SentAnswer[]; problems: FieldProblems };

const FIELD_ID = /^[1-9]\d{0,14}$/;

const sent = z.object({
  fields: z
    .record(z.string().regex(FIELD_ID), z.unknown())
    .refine((fields) => Object.keys(fields).length <= FIELDS_MAX)
    .optional(),
  locale: z.enum(LOCALES).optional().catch(undefined),
});

/**
 * Reads the answers to custom fields that a contact's form sends beside its other facts: `fields` is `{ [fieldId]: value }` (see `readFieldValue`), `locale` how
 * numbers and days are written in it (else as the workspace's language does). Problems are told by `field.<id>`: those of
 * `readFieldValue`, and `gone` for a field that is not there (any more).
 */
export async function readSentAnswers(ctx: Ctx, input: unknown): Promise<SentAnswers> {
  authorize(ctx, 'field.read');
  return read(ctx, input, () => listFields(ctx));
}

/** The same inside the transaction that will write them, with the fields locked (`lockFields`). @throws `invalid` with the problems. */
export async function lockSentAnswers(ctx: Ctx, input: unknown): Promise<SentAnswer[]> {
  authorize(ctx, 'field.read');
  const { answers, problems } = await read(ctx, input, (ids) => lockFields(ctx, ids));
  if (Object.keys(problems).length > 0) throw new DomainError('invalid', { fields: problems });
  return answers;
}

/** A sent answer that is another than the contact has, which is `before`. */
export type ChangedAnswer = SentAnswer & { before: FieldValue };

/** Those of the answers that are not yet so; the caller has locked the contact. */
export async function changedAnswers(
  ctx: Ctx,
  contactId: number,
  answers: SentAnswer[],
): Promise<ChangedAnswer[]> {
  const ids = answers.map(({ field }) => field.id);
  const known = (await readAnswers(ctx, [contactId], ids)).get(contactId) ?? {};
  return answers.flatMap((answer) => {
    const before = known[answer.field.id] ?? null;
    return before === answer.value ? [] : [{ ...answer, before }];
  });
}

async function read(
  ctx: Ctx,
  input: unknown,
  find: (ids: number[]) => Promise<Field[]>,
): Promise<SentAnswers> {
  const parsed = sent.safeParse(input ?? {});
  // What is no object at all is refused by whoever reads the other facts.
  if (!parsed.success) return { answers: [], problems: { fields: { code: 'invalid' } } };
  const given = Object.entries(parsed.data.fields ?? {});
  if (given.length === 0) return { answers: [], problems: {} };
  const known = await find(given.map(([id]) => Number(id)));
  return settle(given, known, parsed.data.locale ?? ctx.workspace.locale);
}

function settle(given: [id: string, value: unknown][], known: Field[], locale: Locale): SentAnswers {
  const answers: SentAnswer[] = [];
  const problems: FieldProblems = {};
  for (const [id, value] of given) {
    const field = known.find((one) => String(one.id) === id);
    const result = field && readFieldValue(field, value, locale);
    if (field && result?.ok) answers.push({ field, value: result.value });
    else problems[`field.${id}`] = result && !result.ok ? result.problem : { code: 'gone' };
  }
  return { answers, problems };
}
