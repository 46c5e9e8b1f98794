import { findLookAlike, suggestDistinct } from '#lib/colour-vision.ts';

type Coloured = { id: number; name: string; colour: string };

/** Another status that looks too much like this one, to whom, and a nearby colour that would not. */
export type ColourHint = {
  other: Coloured;
  kinds: ('normal' | 'protan' | 'deutan' | 'tritan')[];
  better: string;
};

/** The hint to show beside a colour being chosen, or null when it stands apart from all `others`. Pure: also runs in the browser. */
export function colourHint(colour: string, others: Coloured[]): ColourHint | null {
  const found = findLookAlike(colour, others);
  if (!found) return null;
  return {
    ...found,
    better: suggestDistinct(
      colour,
      others.map((other) => other.colour),
    ),
  };
}
