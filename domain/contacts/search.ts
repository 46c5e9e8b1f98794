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
