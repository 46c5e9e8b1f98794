import { foldForSearch, nameKey } from '#lib/text.ts';

/** Text for comparing: no case, no accents, white space of any kind as one space. */
export function fold(text: string): string {
  return foldForSearch(text.normalize('NFKC')).replace(/\s+/gu, ' ').trim();
}

/**
 * Whether the whole of `text` is as `pattern` says: `*` stands for any text, also none, `?` for one character. Between two stars the first place
 * that fits is as good as any other, so that it never goes back: at most length × length steps, whatever the pattern.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  const letters = Array.from(fold(text));
  const parts = fold(pattern)
    .split('*')
    .map((part) => Array.from(part));
  const [first = [], ...rest] = parts;
  const last = rest.pop();
  if (!last) return letters.length === first.length && standsAt(letters, first, 0);
  if (!standsAt(letters, first, 0)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = placeOf(letters, part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  const end = letters.length - last.length;
  return end >= from && standsAt(letters, last, end);
}

function standsAt(letters: string[], part: string[], at: number): boolean {
  return (
    at + part.length <= letters.length &&
    part.every((letter, index) => letter === '?' || letter === letters[at + index])
  );
}

function placeOf(letters: string[], part: string[], from: number): number {
  for (let at = from; at + part.length <= letters.length; at++) if (standsAt(letters, part, at)) return at;
  return -1;
}

/** The first short code in a text that `codes` knows: a word of its own, in any case. */
export function findCode<T>(text: string, codes: ReadonlyMap<string, T>): { code: string; link: T } | null {
  if (codes.size === 0) return null;
  for (const [word] of text.normalize('NFKC').matchAll(/[\p{L}\p{N}]+/gu)) {
    const code = word.toUpperCase();
    const link = codes.get(code);
    if (link !== undefined) return { code, link };
  }
  return null;
}

/** A spelling of an origin has at most so many words worth looking for. */
const WORDS_MAX = 12;

/** The longest spelling among `names` that stands in a text as whole words, the first of equally long ones. */
export function findName<T>(text: string, names: ReadonlyMap<string, T>): T | null {
  if (names.size === 0) return null;
  const words = nameKey(text).split(' ');
  for (let length = Math.min(WORDS_MAX, words.length); length > 0; length--) {
    for (let at = 0; at + length <= words.length; at++) {
      const found = names.get(words.slice(at, at + length).join(' '));
      if (found !== undefined) return found;
    }
  }
  return null;
}
