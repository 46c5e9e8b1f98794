/** How a number is shown: as itself or, by its format, as a day, a time of day, or both. */
export type NumberKind = 'number' | 'date' | 'time' | 'datetime';

const BUILT_IN: Readonly<Record<number, NumberKind>> = {
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'datetime',
};
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const isBuiltInTime = (id: number) => id >= 45 && id <= 47;
// Quoted and escaped text, padding, and all brackets but the hours, minutes and seconds of a duration.
const notFormat = /"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** What a number format makes of a number: `id` is its number in the styles, `code` its text where it has one. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (isBuiltInDate(id)) return 'date';
    return isBuiltInTime(id) ? 'time' : (BUILT_IN[id] ?? 'number');
  }
  // The first section is the one for positive numbers; "General" has letters of its own.
  const plain = (code.replace(notFormat, '').split(';')[0] ?? '').replace(/general/i, '');
  const hasTime = /[hs]/i.test(plain);
  // A month stands with a day or a year, or alone; minutes stand with hours or seconds.
  const hasDate = /[dy]/i.test(plain) || (!hasTime && /m/i.test(plain));
  if (hasDate) return hasTime ? 'datetime' : 'date';
  return hasTime ? 'time' : 'number';
}

function hugeNumber(number: number): string {
  const [digits = '', power = '0'] = number.toExponential(14).split('e');
  return digits.replace('.', '').padEnd(Number(power) + (number < 0 ? 2 : 1), '0');
}

/** A number as Excel holds it, in all its digits and no others: 15 significant ones, never an exponent. */
export function plainNumber(text: string): string {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  if (Number.isInteger(number)) return Math.abs(number) < 1e21 ? String(number) : hugeNumber(number);
  const short = String(Number(number.toPrecision(15)));
  if (!short.includes('e')) return short;
  const [digits = '', power = '0'] = short.split('e');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  return `${number < 0 ? '-' : ''}0.${'0'.repeat(-Number(power) - 1)}${whole}${fraction}`;
}

const SECONDS_A_DAY = 86_400;
const LAST_DAY = 2_958_465;
const pad = (number: number) => String(number).padStart(2, '0');

function clock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map(pad).join(':');
}

/** Day 1 is 1 January 1900, and day 60 the 29 February that 1900 never had; or day 0 is 1 January 1904. */
function isoDay(day: number, is1904: boolean): string {
  if (!is1904 && day === 60) return '1900-02-29';
  const since1970 = is1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569);
  return new Date(since1970 * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);
}

/**
 * A number of Excel as text: `2024-01-31`, `2024-01-31T14:30:00`, `14:30:00` (over 24 hours for durations) or plain
 * digits. What is no date though its format says so stays a number.
 */
export function numberText(text: string, kind: NumberKind, is1904: boolean): string {
  const number = Number(text);
  const isNumber = text.trim() !== '' && Number.isFinite(number);
  if (kind === 'number' || !isNumber || number < 0 || number >= LAST_DAY + 1) return plainNumber(text);
  const total = Math.round(number * SECONDS_A_DAY);
  if (kind === 'time') return clock(total);
  const seconds = total % SECONDS_A_DAY;
  const day = Math.floor(total / SECONDS_A_DAY);
  if (day === 0 && !is1904) return seconds === 0 ? plainNumber(text) : clock(seconds);
  return kind === 'datetime' ? `${isoDay(day, is1904)}T${clock(seconds)}` : isoDay(day, is1904);
}

const escaped = /_x([0-9a-f]{4})_/gi;

/** Gives back the characters that XML cannot hold, which spreadsheets write as `_x000D_`. */
export function unescapeXmlText(text: string): string {
  return text.includes('_x')
    ? text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** The place of a cell called such as `AB12`, from 0, or -1 when that is no name of a cell. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) return at === 0 ? -1 : column - 1;
    column = column * 26 + letter;
    if (column > 16_384) return -1;
  }
  return -1;
}
