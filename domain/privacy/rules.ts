import type { Marks } from './marks.ts';

/** What people put between the digits of a phone, and computers between the words of a query. */
const BETWEEN = ' ()-.+/';
const BETWEEN_PATTERN = '[ ()\\-.+/]*';

/** Finds a person's marks in text, and takes them out. */
export type Finder = {
  isIn: (text: string) => boolean;
  takeOut: (text: string) => string;
};

/** What stands where a mark was. */
const FORGOTTEN = 'erased';

/** `text` without what may stand between; the same as `translate(lower(text), ' ()-.+/', '')` in SQL. */
function squash(text: string): string {
  return [...text.toLowerCase()].filter((letter) => !BETWEEN.includes(letter)).join('');
}

/**
 * What to look for with LIKE among squashed texts, also where they are parts of an address. Finds more than a `Finder`: what it finds has to be
 * looked at again.
 */
export function needlesOf(marks: Marks): string[] {
  const { phones, words, names } = marks;
  const plain = [...phones.map(local), ...words, ...names];
  const spelt = plain.flatMap((mark) => [mark, encodeURIComponent(mark).replaceAll('%20', '+')]);
  return [...new Set(spelt.map(squash))];
}

/**
 * Looks for marks as people write them: a phone with anything between its digits and with or without its country, an e-mail that is not part
 * of a longer one, a name in any case.
 */
export function finderOf({ phones, words, names }: Marks): Finder {
  const patterns = [
    ...phones.map(phonePattern),
    ...words.map((word) => `(?<![\\w.+-])${escapeRegExp(word)}(?![\\w-]|\\.\\w)`),
    ...names.map((name) => `(?<!\\p{L})${spaced(name.replaceAll(' ', ''))}(?!\\p{L})`),
  ];
  if (patterns.length === 0) return { isIn: () => false, takeOut: (text) => text };
  const pattern = patterns.join('|');
  const [any, every] = [new RegExp(pattern, 'iu'), new RegExp(pattern, 'giu')];
  return { isIn: (text) => any.test(text), takeOut: (text) => text.replace(every, FORGOTTEN) };
}

/** The digits that every spelling of a phone ends in. */
function local(phone: string): string {
  return isBrazilian(phone) ? phone.slice(2) : phone.slice(-9);
}

function isBrazilian(phone: string): boolean {
  return /^55\d{10,11}$/.test(phone);
}

/** Ten digits are nobody else's. Of fewer, what stands before must be their own country's code, or nothing. */
function phonePattern(phone: string): string {
  const digits = local(phone);
  if (isBrazilian(phone)) return `${spaced(digits)}(?!\\d)`;
  const country = phone.slice(0, -digits.length);
  return `(?<!\\d[ ()\\-.+/]{0,2})${BETWEEN_PATTERN}(?:0*${spaced(country)}${BETWEEN_PATTERN})?0?${spaced(digits)}(?!\\d)`;
}

function spaced(text: string): string {
  return [...text].map(escapeRegExp).join(BETWEEN_PATTERN);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** `value` (JSON) without the texts that `isTheirs` finds: emptied, left out of lists, and what stands under a name of that kind goes. */
export function scrubJson(value: unknown, isTheirs: (text: string) => boolean): unknown {
  if (typeof value === 'string') return isTheirs(value) ? '' : value;
  if (Array.isArray(value))
    return value
      .filter((one) => typeof one !== 'string' || !isTheirs(one))
      .map((one) => scrubJson(one, isTheirs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isTheirs(name))
      .map(([name, one]) => [name, scrubJson(one, isTheirs)]),
  );
}

/** The query of an address with marks taken out of what it asks for; it then finds nobody by them. */
export function scrubQuery(query: string, finder: Finder): string {
  const params = new URLSearchParams(query);
  const entries = [...params].map(([name, value]): [string, string] => [name, finder.takeOut(value)]);
  if (entries.every(([, value], at) => value === [...params][at]?.[1])) return query;
  return new URLSearchParams(entries).toString().replaceAll('%2C', ',');
}

/** The names among an event's facts whose values hold a mark. */
export function quotingFacts(facts: unknown, finder: Finder): string[] {
  if (typeof facts !== 'object' || facts === null) return [];
  return Object.entries(facts)
    .filter(([, value]) => {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return finder.isIn(text) || finder.isIn(decoded(text));
    })
    .map(([name]) => name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
