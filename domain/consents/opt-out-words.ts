import { nameKey } from '#lib/text.ts';

/** Nobody asks for silence in more; what is longer is talk. In UTF-16 units. */
const LONGEST = 200;

/**
 * Whether a message asks for no more messages: all of it is one of `words`, whatever its case, accents, punctuation and emoji. A message that only
 * contains such a word ("não vou parar agora") asks for nothing.
 */
export function isOptOut(text: string, words: readonly string[]): boolean {
  if (text.length > LONGEST) return false;
  const said = keyOf(text);
  return said !== '' && words.some((word) => keyOf(word) === said);
}

const keyOf = (text: string) =>
  nameKey(text)
    .replace(/[\p{P}\p{S}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
