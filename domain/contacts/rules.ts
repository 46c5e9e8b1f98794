/** Characters that the notes about a contact may have. */
export const NOTES_MAX = 10_000;
/** The same for the other facts, wherever they come from. */
export const NAME_MAX = 80;
export const COMPANY_MAX = 120;
export const EMAIL_MAX = 254;
export const WEBSITE_MAX = 300;
/** As typed, before it is read. */
export const PHONE_MAX = 40;

/** The fields of `before` that `asked` would change, in their own order. */
export function changedFields<T extends object>(before: T, asked: Partial<T>): (keyof T)[] {
  const fields = Object.keys(before) as (keyof T)[];
  return fields.filter((field) => asked[field] !== undefined && asked[field] !== before[field]);
}

/**
 * The fields that a person edited and that somebody else has changed meanwhile to something else: `seen` is the contact as the person
 * began, `current` as it is now. Without any, the edit can be saved over the newer version and nothing is lost.
 */
export function clashingFields<T extends object>(seen: T, current: T, edited: Partial<T>): (keyof T)[] {
  const wanted = changedFields(current, edited);
  return changedFields(seen, current).filter((field) => wanted.includes(field));
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
