import { foldForSearch } from '#lib/text.ts';

/** What the text of a search box asks for: nothing, names that begin with it, or records that contain every word. */
export type SearchQuery =
  | { kind: 'everything' }
  | { kind: 'prefix'; text: string }
  | { kind: 'words'; words: string[] }
  | { kind: 'phone'; digits: string };

/** The trigram index answers from three letters or digits in a row on; less would read every contact. */
const INDEXED_LETTERS = 3;
const INDEXED = /[\p{L}\p{N}]{3}/u;
const WORDS_MAX = 8;
const PHONE_LIKE = /^[\d\s()+./-]+$/;

/** Reads a search box. What looks like a phone becomes its digits, however it was punctuated; less than three letters mean a beginning. */
export function readSearch(q: string): SearchQuery {
  const digits = q.replace(/\D/g, '');
  if (PHONE_LIKE.test(q) && digits.length >= INDEXED_LETTERS) return { kind: 'phone', digits };
  const words = foldForSearch(q).split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
  if (words.length === 0) return { kind: 'everything' };
  if (words.some((word) => INDEXED.test(word))) return { kind: 'words', words };
  return { kind: 'prefix', text: words.join(' ') };
}

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u;

/** Whether a cleaned line could be an e-mail address: one @, a name before it, a domain with a dot after it. */
export function isEmail(line: string): boolean {
  return EMAIL.test(line) && !line.startsWith('.') && !line.includes('..') && !line.includes('.@');
}

const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d+(?:\/|$))/i;
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * A web address as people type it, with its scheme (https where none was given), or null. Only http and https, only public-looking host
 * names, never a user or password: what is stored becomes a link.
 */
export function parseWebsite(line: string): string | null {
  const hasScheme = /^https?:\/\//i.test(line);
  if (!hasScheme && OTHER_SCHEME.test(line)) return null;
  const typed = hasScheme ? line : `https://${line}`;
  if (/[\s\\]/.test(typed) || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (url.username || url.password || !HOST.test(url.hostname)) return null;
  const isBareHost = url.pathname === '/' && !url.search && !url.hash;
  return isBareHost ? url.origin : url.href;
}

/** The fields of `before` that `asked` would change, in their own order. */
export function changedFields<T extends object>(before: T, asked: Partial<T>): (keyof T)[] {
  const fields = Object.keys(before) as (keyof T)[];
  return fields.filter((field) => asked[field] !== undefined && asked[field] !== before[field]);
}

/**
 * Sorts out two edits of one contact: which of the fields that the person edited somebody else has changed since (`clashes`), and which
 * others have changed meanwhile. Without clashes the edit can be saved over the newer version.
 */
export function compareEdits<T extends object>(
  seen: T,
  current: T,
  edited: Partial<T>,
): { clashes: (keyof T)[]; others: (keyof T)[] } {
  const changed = changedFields(seen, current);
  const isClash = (field: keyof T) => changedFields(current, edited).includes(field);
  return { clashes: changed.filter(isClash), others: changed.filter((field) => !isClash(field)) };
}
