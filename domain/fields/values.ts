import { readDay, writeDay } from '#lib/day.ts';
import { decimalSignOf, formatDecimal, isDecimal, parseDecimal } from '#lib/decimal.ts';
import { cleanLine, lengthOf, nameKey } from '#lib/text.ts';
import type { AnswerField, FieldValue, ReadValue } from './types.ts';

const ANSWER_MAX = 500;

const YES = ['sim', 's', 'yes', 'y', 'si', 'verdadeiro', 'verdadero', 'true', '1', 'x'];
const NO = ['nao', 'n', 'no', 'falso', 'false', '0'];
const YES_WORDS: Record<string, string> = { en: 'Yes', es: 'Sí' };
const NO_WORDS: Record<string, string> = { en: 'No', es: 'No' };

/**
 * Reads the text of a cell (a spreadsheet's, a file's) as an answer to `field`. Numbers and days are read as the readers of `locale` write them
 * (see `parseDecimal`, `readDay`; what a program wrote, such as an XLSX number, is 'en'); choices by name, without case, accents and
 * spacing; yes/no in any of the three languages. Empty text is no answer (null).
 * Problems: bad_characters, too_long, bad_number, bad_date, unknown_choice (with its `name`), bad_yes_no.
 */
export function parseFieldValue(field: AnswerField, text: string, locale: string): ReadValue {
  const cleaned = cleanLine(text);
  if (!cleaned.ok) return refused('bad_characters');
  const line = cleaned.value;
  if (line === '') return { ok: true, value: null };
  switch (field.kind) {
    case 'text':
      return lengthOf(line) > ANSWER_MAX
        ? refused('too_long', { max: ANSWER_MAX })
        : { ok: true, value: line };
    case 'number':
      return orProblem(parseDecimal(line, decimalSignOf(locale)), 'bad_number');
    case 'date':
      return orProblem(readDay(line, locale), 'bad_date');
    case 'choice': {
      const key = nameKey(line);
      const chosen = field.choices.find((choice) => nameKey(choice.name) === key);
      return chosen ? { ok: true, value: chosen.id } : refused('unknown_choice', { name: line.slice(0, 60) });
    }
    case 'yes_no': {
      const word = nameKey(line);
      return orProblem(YES.includes(word) ? true : NO.includes(word) ? false : null, 'bad_yes_no');
    }
  }
}

/**
 * Reads what a form or a program sent as an answer to `field`: as `parseFieldValue`, but a choice by its id, and numbers and booleans also as
 * such. Null and '' are no answer.
 * Problems: as `parseFieldValue`; gone for a choice that the field does not have (any more); invalid for what is none of this.
 */
export function readFieldValue(field: AnswerField, sent: unknown, locale: string): ReadValue {
  if (sent === null || sent === '') return { ok: true, value: null };
  if (field.kind === 'choice') return readChoice(field, sent);
  if (typeof sent === 'boolean')
    return field.kind === 'yes_no' ? { ok: true, value: sent } : refused('invalid');
  if (typeof sent === 'number' && field.kind === 'number')
    return isDecimal(sent) ? { ok: true, value: sent === 0 ? 0 : sent } : refused('bad_number');
  return typeof sent === 'string' ? parseFieldValue(field, sent, locale) : refused('invalid');
}

/**
 * An answer as the text of a cell that `parseFieldValue` reads back to the same value in the same locale; numbers without marks between the
 * thousands. No answer is ''.
 */
export function formatFieldValue(field: AnswerField, value: FieldValue, locale: string): string {
  if (value === null) return '';
  switch (field.kind) {
    case 'text':
      return String(value);
    case 'number':
      return formatDecimal(Number(value), locale, false);
    case 'date':
      return writeDay(String(value), locale);
    case 'choice':
      return field.choices.find((choice) => choice.id === value)?.name ?? '';
    case 'yes_no':
      return value ? (YES_WORDS[locale] ?? 'Sim') : (NO_WORDS[locale] ?? 'Não');
  }
}

/** The same for eyes: thousands apart. */
export function showFieldValue(field: AnswerField, value: FieldValue, locale: string): string {
  const isNumber = field.kind === 'number' && typeof value === 'number';
  return isNumber ? formatDecimal(value, locale, true) : formatFieldValue(field, value, locale);
}

function readChoice({ choices }: AnswerField, sent: unknown): ReadValue {
  const isId = typeof sent === 'number' || (typeof sent === 'string' && /^\d{1,16}$/.test(sent));
  if (!isId) return refused('invalid');
  const chosen = choices.find((choice) => choice.id === Number(sent));
  return chosen ? { ok: true, value: chosen.id } : refused('gone');
}

function orProblem(value: FieldValue, code: string): ReadValue {
  return value === null ? refused(code) : { ok: true, value };
}

function refused(code: string, params?: Record<string, string | number>): ReadValue {
  return { ok: false, problem: params ? { code, params } : { code } };
}
