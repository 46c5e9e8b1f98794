import type { Answers, Field } from '#domain/fields/types.ts';
import { formatFieldValue, showFieldValue } from '#domain/fields/values.ts';
import type { CustomTexts } from './types.ts';

/** A contact's answers as they are read and as they are typed, in the reader's language; made where it is known: on the server. */
export function customTexts(fields: Field[], answers: Answers, locale: string): CustomTexts {
  const texts = fields.flatMap((field): [string, CustomTexts[string]][] => {
    const value = answers[field.id] ?? null;
    if (value === null) return [];
    const typed = field.kind === 'date' ? String(value) : formatFieldValue(field, value, locale);
    return [[String(field.id), { shown: showFieldValue(field, value, locale), typed }]];
  });
  return Object.fromEntries(texts);
}

/** The same for a row of the list: only what is read. */
export function customCells(fields: Field[], answers: Answers | undefined, locale: string) {
  return Object.fromEntries(
    fields.map((field) => [field.id, showFieldValue(field, answers?.[field.id] ?? null, locale)]),
  );
}
