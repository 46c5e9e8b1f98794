import { nameKey } from '#lib/text.ts';

/** How well a name fits what was typed, best first: it is it, begins with it, each word of it begins a word, or it is inside. */
const FITS = ['same', 'begins', 'words', 'inside'] as const;
export type Fit = (typeof FITS)[number];

/** How the name fits, without case, accents and punctuation, or null. Nothing typed fits everything. */
export function fitOf(typed: string, name: string): Fit | null {
  const [sought, key] = [nameKey(typed), nameKey(name)];
  if (key === sought) return 'same';
  if (key.startsWith(sought)) return 'begins';
  const words = key.split(' ');
  if (sought.split(' ').every((part) => words.some((word) => word.startsWith(part)))) return 'words';
  return key.includes(sought) ? 'inside' : null;
}

/**
 * The items that fit, best first, else in their order. `namesOf`: the name, then others that lead to the item and weigh less.
 * `loosest`: the worst fit that still counts.
 */
export function rank<Item>(
  typed: string,
  items: readonly Item[],
  namesOf: (item: Item) => string[],
  loosest: Fit = 'inside',
): Item[] {
  const worst = FITS.indexOf(loosest);
  const scored = items.flatMap((item) => {
    const scores = namesOf(item).flatMap((name, at) => {
      const fit = fitOf(typed, name);
      const place = fit === null ? FITS.length : FITS.indexOf(fit);
      return place > worst ? [] : [place + (at === 0 ? 0 : FITS.length)];
    });
    return scores.length > 0 ? [{ item, score: Math.min(...scores) }] : [];
  });
  return scored.toSorted((a, b) => a.score - b.score).map(({ item }) => item);
}
