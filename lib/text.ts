import { greekCapitals, lookAlikes, plainSpellings } from './confusables.ts';

/** Text that may be stored, or why it may not. */
type CleanedText =
  | { ok: true; value: string }
  | { ok: false; reason: 'not_text' | 'control' | 'too_long_input' };

// In UTF-16 units. Fields have far lower limits of their own; this one only bounds the work done here.
const longestInput = 100_000;

const needsNoCleaning = /^[!-~\u00a1-\u00ac\u00ae-\u02af]+(?: [!-~\u00a1-\u00ac\u00ae-\u02af]+)*$/;
// C1 (U+0080–009F) is what misread Windows-1252 leaves behind; NEL (U+0085) among it is a line end.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;
const lineEnds = /\r\n|[\r\n\u0085\u2028\u2029]/g;
// The last five (Hangul fillers, the empty Braille cell) are letters or symbols to Unicode, and show nothing.
const blanks = /[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0\u2800]+/g;
// Zero-width and direction marks make two names look the same; an emoji sequence needs some of them.
const keptInvisibles = [
  /(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)/u,
  /(?<=\u{1f3f4}[\u{e0020}-\u{e007e}]{0,8})[\u{e0020}-\u{e007f}]/u,
];
const invisibles = new RegExp(
  `(?!${keptInvisibles.map(({ source }) => source).join('|')})[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]`,
  'gu',
);

function clean(input: unknown, lineEnd: ' ' | '\n'): CleanedText {
  if (typeof input !== 'string') return { ok: false, reason: 'not_text' };
  if (input.length > longestInput) return { ok: false, reason: 'too_long_input' };
  if (needsNoCleaning.test(input)) return { ok: true, value: input };
  if (control.test(input) || !input.isWellFormed()) return { ok: false, reason: 'control' };
  const value = input
    .replace(lineEnds, lineEnd)
    .replace(blanks, ' ')
    .replace(invisibles, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .normalize('NFC');
  return { ok: true, value };
}

/**
 * One line of text made fit to store: NFC, white space of any kind (line ends too) as single spaces,
 * ends trimmed, invisible and direction-changing characters gone, emoji whole. Refused: what is not a
 * string, control characters and lone surrogates, over 100,000 UTF-16 units. An empty value is fine here.
 */
export function cleanLine(input: unknown): CleanedText {
  return clean(input, ' ');
}

/** Like `cleanLine` for several lines: line ends of any kind become `\n` and stay. */
export function cleanText(input: unknown): CleanedText {
  return clean(input, '\n');
}

/** Length in Unicode code points, what `char_length` counts in PostgreSQL: a joined emoji counts its parts. */
export function lengthOf(text: string): number {
  let points = 0;
  for (const _point of text) points += 1;
  return points;
}

/** The first so many UTF-16 units of a text, never half of a pair: databases and JSON refuse those. */
export function cutText(text: string, units: number): string {
  if (text.length <= units) return text;
  const cut = text.slice(0, units);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

const onlyAscii = /^[ -~]*$/;
// The accents of Latin, Greek and Cyrillic only: in other scripts marks are vowels.
const accentsAndInvisibles =
  /\p{Default_Ignorable_Code_Point}|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const capitalsAmongLatin =
  /(?<=\p{Script=Latin}\p{L}{0,60})[\u0397\u039d\u03a5]|[\u0397\u039d\u03a5](?=\p{L}{0,60}\p{Script=Latin})/gu;
const separators = /[\p{P}\p{Sk}\s]+/gu;
const foldedLetters: Readonly<Record<string, string>> = { ...plainSpellings, ...lookAlikes };
const foldable = new RegExp(`[${Object.keys(foldedLetters).join('')}]`, 'gu');

/**
 * The key by which two names are the same: no case, accents or extra spaces, punctuation as a space,
 * compatibility forms and look-alike letters as plain Latin (see `confusables.ts`); digits and symbols
 * stay. "Novо" with a Cyrillic o and "  NÓVO!" both give `novo`. A name that is all punctuation keeps it.
 */
export function nameKey(text: string): string {
  const plain = onlyAscii.test(text) ? text.toLowerCase() : foldName(text);
  return plain.replace(separators, ' ').trim().normalize('NFC') || plain.trim();
}

function foldName(text: string): string {
  return text
    .replace(blanks, ' ')
    .normalize('NFKD')
    .replace(accentsAndInvisibles, '')
    .replace(capitalsAmongLatin, (letter) => greekCapitals[letter] ?? letter)
    .toLowerCase()
    .replace(foldable, (letter) => foldedLetters[letter] ?? letter);
}

const accentedLetter = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u0362]+/gu;
const compatibilityForms = /[\uff01-\uff5e\ufb00-\ufb06\u{1d400}-\u{1d6a3}]/gu;
const respelt = new RegExp(`[${Object.keys(plainSpellings).join('')}]`, 'gu');

/**
 * What PostgreSQL's `lower(unaccent(text))` gives for Latin text, for searching a column made that way
 * (rules: `unaccent.rules` of PostgreSQL 18; letters of European languages and common typography).
 */
export function foldForSearch(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(accentedLetter, '$1')
    .normalize('NFC')
    .replace(/[\u0300-\u0362]/g, '')
    .replace(compatibilityForms, (form) => form.normalize('NFKC'))
    .replace(respelt, (letter) => plainSpellings[letter] ?? letter)
    .toLowerCase();
}

/** Escapes `%`, `_` and `\` so that LIKE takes them literally. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** Edits (insert, delete, replace, swap neighbours: "optimal string alignment") that turn `a` into `b`. */
function countEdits(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) edits = Math.min(edits, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(edits);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

function compareKeys(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - countEdits(a, b) / longest;
}

/** How alike two names are, 0 to 1: 1 minus edits per letter of the longer `nameKey`, spaces left out. */
export function similarity(a: string, b: string): number {
  return compareKeys(nameKey(a).replaceAll(' ', ''), nameKey(b).replaceAll(' ', ''));
}

const numbersIn = (key: string) => (key.match(/\d+/g) ?? []).join(' ');
const lastLetterIn = (key: string) => / (\p{L})$/u.exec(key)?.[1];

/** "Campanha 1" and "Campanha 2", "Loja A" and "Loja B": one edit apart, and two things on purpose. */
function isNumberedApart(a: string, b: string): boolean {
  if (numbersIn(a) !== numbersIn(b)) return true;
  const [last, otherLast] = [lastLetterIn(a), lastLetterIn(b)];
  return last !== undefined && otherLast !== undefined && last !== otherLast;
}

// Portuguese plurals in -ões are three letters away from their -ão.
const compact = (key: string) => key.replace(/oes\b/g, 'ao').replaceAll(' ', '');

/** How near two different keys are, or 0 when that is not near enough to ask "did you mean …?". */
function nearness(a: string, b: string): number {
  if (isNumberedApart(a, b)) return 0;
  const [compactA, compactB] = [compact(a), compact(b)];
  const longest = Math.max(compactA.length, compactB.length);
  // Short names are words and acronyms of their own (SMS, SMO; Meta, Beta): one slip, not in the first letter.
  const isShort = longest <= 5;
  if (compactA === compactB) return 1;
  if (longest <= 3 || (isShort && compactA[0] !== compactB[0])) return 0;
  const likeness = compareKeys(compactA, compactB);
  return likeness >= (isShort ? 0.75 : 0.8) ? likeness : 0;
}

/**
 * The one of `items` whose name is probably a misspelling of `name` (or the other way round), or null.
 * Near: at least 0.8 alike ("Facebok", "Face book"); up to five letters, one edit and the same first
 * letter. Never: equal keys (those are the same name), names that differ in a number or a final letter.
 */
export function findNear<Item extends { name: string }>(name: string, items: readonly Item[]): Item | null {
  const key = nameKey(name);
  let nearest: Item | null = null;
  let best = 0;
  for (const item of items) {
    const itemKey = nameKey(item.name);
    if (itemKey === key) continue;
    const near = nearness(key, itemKey);
    if (near > best) {
      best = near;
      nearest = item;
    }
  }
  return nearest;
}
