import { findLookAlike } from '#lib/colour-vision.ts';

/** Colours that stand apart from each other, also to colour-blind people, in the order in which new statuses are offered them. */
export const PALETTE = [
  '#3b82f6',
  '#f59e0b',
  '#7750d1',
  '#16a34a',
  '#b71a1b',
  '#ec4899',
  '#428789',
  '#2264ab',
  '#976456',
  '#1e3a8a',
  '#5eead4',
  '#fde047',
] as const;

/** The first colour of the palette that looks like none of `taken`; the first unused one, or the first, when all do. */
export function nextColour(taken: string[]): string {
  const others = taken.map((colour, id) => ({ id, name: '', colour }));
  const apart = PALETTE.find((colour) => findLookAlike(colour, others) === null);
  return apart ?? PALETTE.find((colour) => !taken.includes(colour)) ?? PALETTE[0];
}
