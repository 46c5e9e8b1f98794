import type { FieldKind, Locale } from '#db/values.ts';
import { cleanLine, lengthOf, nameKey } from '#lib/text.ts';

/** An answer to a custom field, by its kind: text, number, `YYYY-MM-DD`, or a boolean; a choice is settled, not read. */
export type AnswerValue = string | number | boolean;

const ANSWER_MAX = 500;
const YES = ['sim', 's', 'yes', 'y', 'si', 'verdadeiro', 'verdadero', 'true', '1', 'x'];
const NO = ['nao', 'n', 'no', 'falso', 'false', '0'];

type Read = { value: AnswerValue | null; reason: null } | { value: null; reason: string };

/** Reads a filled cell as an answer. Reasons: bad_characters, too_long, bad_number, bad_date, bad_yes_no. Pure. */
export function readAnswer(kind: FieldKind, cell: string, locale: Locale): Read {
  const cleaned = cleanLine(cell);
  if (!cleaned.ok) return { value: null, reason: 'bad_characters' };
  const line = cleaned.value;
  if (line === '') return { value: null, reason: null };
  if (lengthOf(line) > ANSWER_MAX) return { value: null, reason: 'too_long' };
  switch (kind) {
    case 'number':
      return orReason(readNumber(line, locale), 'bad_number');
    case 'date':
      return orReason(readDate(line, locale), 'bad_date');
    case 'yes_no': {
      const word = nameKey(line);
      return orReason(YES.includes(word) ? true : NO.includes(word) ? false : null, 'bad_yes_no');
    }
    default:
      return { value: line, reason: null };
  }
}

function orReason(value: AnswerValue | null, reason: string): Read {
  return value === null ? { value: null, reason } : { value, reason: null };
}

function readNumber(line: string, locale: Locale): number | null {
  const text = locale === 'en' ? line.replaceAll(',', '') : line.replaceAll('.', '').replace(',', '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

function readDate(line: string, locale: Locale): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(line);
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(line);
  const [first = '', second = '', year = ''] = written?.slice(1) ?? [];
  const parts =
    iso?.slice(1) ?? (written && (locale === 'en' ? [year, first, second] : [year, second, first]));
  if (!parts) return null;
  const text = parts.map((part, index) => part.padStart(index === 0 ? 4 : 2, '0')).join('-');
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
