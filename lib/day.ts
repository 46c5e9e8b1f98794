const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const WRITTEN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/;

/** Two digits of a year, as spreadsheets read them: 00–29 are this century's. */
const century = (year: number) => year + (year < 30 ? 2000 : 1900);

/**
 * A day as people and spreadsheets write it, as `YYYY-MM-DD`, or null: ISO (a time after it is left out), or in the order of the locale, which
 * is month first in English alone. Days between 1900 and 2199 that exist; the order is never guessed from a day that only fits the other.
 */
export function readDay(text: string, locale: string): string | null {
  const iso = ISO.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = WRITTEN.exec(text);
  if (!written) return null;
  const [, first = '', second = '', year = ''] = written;
  const [month, day] = locale === 'en' ? [first, second] : [second, first];
  return existing(year.length === 2 ? century(Number(year)) : Number(year), Number(month), Number(day));
}

function existing(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame ? date.toISOString().slice(0, 10) : null;
}

/** A day `YYYY-MM-DD` in the order of the locale, in digits: `25/12/2025`; what `readDay` reads back. */
export function writeDay(day: string, locale: string): string {
  const [year, month, date] = day.split('-');
  return locale === 'en' ? `${month}/${date}/${year}` : `${date}/${month}/${year}`;
}
