/** A double keeps every decimal of so many digits exactly: what is typed is what is stored and shown again. */
const DIGITS_MAX = 15;
const FRACTION_MAX = 6;
const INTEGER_MAX = 12;

/** The sign before the decimals, as the readers of a language write it. */
export type DecimalSign = ',' | '.';

/** The decimal sign of a locale of ours. */
export function decimalSignOf(locale: string): DecimalSign {
  return locale === 'en' ? '.' : ',';
}

const CURRENCY = /^(-? ?)(?:R\$|US\$|[$€£]) ?/;
const GAPS = /[\s\u00a0\u202f\u2009'’]/g;
const GAPPED = /^[1-9]\d{0,2}(?: \d{3})+(?=$|[.,]\d+$)/;
const GROUPED_BY: Record<DecimalSign, RegExp> = {
  ',': /^[1-9]\d{0,2}(?:,\d{3})+$/,
  '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/,
};

/**
 * A number as people and spreadsheets write it, or null: `1.234,56`, `1,234.56`, `1 234,5`, `R$ 10`, `-3`. Where both signs occur the last one
 * is before the decimals; a single one that could be either is read as `sign` says (`1.234` is 1234 to a reader of pt-BR). At most 12
 * digits before and 6 after it, 15 in all; exponents and percentages are no numbers here.
 */
export function parseDecimal(text: string, sign: DecimalSign): number | null {
  const typed = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(GAPS, ' ')
    .replace(CURRENCY, '$1')
    .replace(/^\+/, '');
  const amount = typed.replace(/^- ?/, '').trim();
  const plain = withPoint(GAPPED.test(amount) ? amount.replaceAll(' ', '') : amount, sign);
  if (plain === null) return null;
  const [whole = '', fraction = ''] = plain.split('.');
  const digits = whole.replace(/^0+/, '');
  const decimals = fraction.replace(/0+$/, '');
  if (digits.length > INTEGER_MAX || decimals.length > FRACTION_MAX) return null;
  if (digits.length + decimals.length > DIGITS_MAX) return null;
  const value = Number(`${whole || '0'}.${decimals || '0'}`);
  // Minus nought is nought.
  return typed.startsWith('-') && value !== 0 ? -value : value;
}

/** Whether a number keeps to the bounds of `parseDecimal`. */
export function isDecimal(value: number): boolean {
  return Number.isFinite(value) && !/e/.test(String(value)) && parseDecimal(String(value), '.') === value;
}

/** Digits without groups and with a point before the decimals, or null. */
function withPoint(text: string, sign: DecimalSign): string | null {
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return null;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const [mark, other] = text[last] === ',' ? ([',', '.'] as const) : (['.', ','] as const);
  const isBoth = text.includes(other);
  const isOnce = text.indexOf(mark) === last;
  const isGroup = GROUPED_BY[mark].test(text);
  if (!isBoth && isGroup && (!isOnce || mark !== sign)) return text.replaceAll(mark, '');
  if (!isOnce) return null;
  const whole = text.slice(0, last);
  const isWholeFine = /^\d*$/.test(whole) || GROUPED_BY[other].test(whole);
  return isWholeFine ? `${whole.replaceAll(other, '')}.${text.slice(last + 1)}` : null;
}

/** A number in the digits of a locale; `isGrouped` puts marks between the thousands, as for reading. */
export function formatDecimal(value: number, locale: string, isGrouped: boolean): string {
  return formatter(locale, isGrouped).format(value);
}

const made = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, useGrouping: boolean): Intl.NumberFormat {
  const key = `${locale} ${useGrouping}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.NumberFormat(locale, { useGrouping, maximumFractionDigits: FRACTION_MAX });
  made.set(key, fresh);
  return fresh;
}
