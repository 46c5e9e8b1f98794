/** One parameter of an address as the framework gives it: repeated ones as a list. */
export type QueryValue = string | string[] | undefined;

/** A positive whole number that JavaScript and PostgreSQL hold exactly, or null for anything else (repeated, signed, `1e3`, 2^53). */
export function idIn(value: QueryValue): number | null {
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** A day from 1900 to 2199 as YYYY-MM-DD, or null for anything else (30 February too). */
export function dayIn(value: QueryValue): string | null {
  if (typeof value !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}
