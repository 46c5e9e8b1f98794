import { hexToLinear, hexToOklch, type Oklch, oklchToHex } from './colour-space.ts';

/** How one colour is shown in one theme; every value is `#rrggbb`. */
export type Tone = {
  dot: string;
  dotBorder: string;
  chipBackground: string;
  chipText: string;
  chipBorder: string;
  columnTint: string;
  edge: string;
};

/** What a tone is drawn on: the page, cards and tables upon it, and the normal text colour. */
type Surface = { page: string; card: string; foreground: string };

export type Theme = 'light' | 'dark';

/** The backgrounds and text colours that tones are derived against; the style sheet uses the same. */
export const surfaces: Record<Theme, Surface> = {
  light: { page: '#fafafa', card: '#ffffff', foreground: '#18181b' },
  dark: { page: '#101114', card: '#17181c', foreground: '#ececee' },
};

// WCAG 2.2, 1.4.3 (text) and 1.4.11 (graphics).
const textContrast = 4.5;
const graphicContrast = 3;

/** Lightness for a black and for a white status, the share of its chroma that is kept, and its limit. */
type Recipe = { black: number; white: number; share: number; limit: number };

type Palette = {
  chipBackground: Recipe;
  chipText: Recipe;
  chipBorder: Recipe;
  columnTint: Recipe;
  /** The lightness that contrast is looked for towards: 0 is darker, 1 lighter. */
  away: 0 | 1;
  /** An edge only decorates a column that is named: it has to be seen, and yellow to stay yellow. */
  edgeContrast: number;
};

const palettes: Record<Theme, Palette> = {
  light: {
    chipBackground: { black: 0.91, white: 0.985, share: 0.26, limit: 0.05 },
    chipText: { black: 0.27, white: 0.54, share: 0.85, limit: 0.17 },
    chipBorder: { black: 0.8, white: 0.89, share: 0.5, limit: 0.1 },
    columnTint: { black: 0.945, white: 0.992, share: 0.16, limit: 0.032 },
    away: 0,
    edgeContrast: 1.5,
  },
  dark: {
    chipBackground: { black: 0.18, white: 0.36, share: 0.36, limit: 0.065 },
    chipText: { black: 0.72, white: 0.97, share: 0.7, limit: 0.13 },
    chipBorder: { black: 0.37, white: 0.5, share: 0.5, limit: 0.1 },
    columnTint: { black: 0.19, white: 0.29, share: 0.24, limit: 0.042 },
    away: 1,
    edgeContrast: 1.9,
  },
};

const shortHex = /^#?([0-9a-f])([0-9a-f])([0-9a-f])$/;
const longHex = /^#?([0-9a-f]{6})$/;
const longestInput = 64;

/** Any value to `#rrggbb`, or null unless it is `RGB` or `RRGGBB`, any case, `#` and outer space optional. */
export function parseColour(input: unknown): string | null {
  if (typeof input !== 'string' || input.length > longestInput) return null;
  const text = input.trim().toLowerCase();
  const long = longHex.exec(text);
  if (long) return `#${long[1]}`;
  const short = shortHex.exec(text);
  if (!short) return null;
  const [, red, green, blue] = short;
  return `#${red}${red}${green}${green}${blue}${blue}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = hexToLinear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two `#rrggbb` colours, 1 (same) to 21 (black on white), as WCAG 2.2 defines it. */
export function contrastRatio(a: string, b: string): number {
  const first = luminance(a) + 0.05;
  const second = luminance(b) + 0.05;
  return first > second ? first / second : second / first;
}

function contrastsWith(colour: string, backgrounds: string[], ratio: number): boolean {
  return backgrounds.every((background) => contrastRatio(colour, background) >= ratio);
}

/** The colour, or the one nearest in lightness towards `away` that reaches `ratio` on each background. */
function moveUntilSeen(colour: Oklch, backgrounds: string[], ratio: number, away: 0 | 1): string {
  const asked = oklchToHex(colour);
  if (contrastsWith(asked, backgrounds, ratio)) return asked;
  let hidden = colour.l;
  let seen: number = away;
  let found = oklchToHex({ ...colour, l: away });
  for (let step = 0; step < 9; step += 1) {
    const middle = (hidden + seen) / 2;
    const candidate = oklchToHex({ ...colour, l: middle });
    if (contrastsWith(candidate, backgrounds, ratio)) {
      seen = middle;
      found = candidate;
    } else hidden = middle;
  }
  return found;
}

function cook(colour: Oklch, recipe: Recipe): Oklch {
  return {
    l: recipe.black + (recipe.white - recipe.black) * colour.l,
    c: Math.min(colour.c * recipe.share, recipe.limit),
    h: colour.h,
  };
}

function deriveTone(hex: string, theme: Theme): Tone {
  const { away, edgeContrast, ...recipes } = palettes[theme];
  const { page, card, foreground } = surfaces[theme];
  const colour = hexToOklch(hex);
  const chipBackground = oklchToHex(cook(colour, recipes.chipBackground));
  const tint = cook(colour, recipes.columnTint);
  const columnTint = moveUntilSeen(tint, [foreground], textContrast, away === 0 ? 1 : 0);
  return {
    dot: hex,
    dotBorder: moveUntilSeen(colour, [page, card], graphicContrast, away),
    chipBackground,
    chipText: moveUntilSeen(cook(colour, recipes.chipText), [chipBackground], textContrast, away),
    chipBorder: oklchToHex(cook(colour, recipes.chipBorder)),
    columnTint,
    edge: moveUntilSeen(colour, [page, card, columnTint], edgeContrast, away),
  };
}

// A workspace has a few dozen colours; the bound only stops a colour picker from filling memory.
const rememberedTones = 512;
const tones = new Map<string, Record<Theme, Tone>>();

/**
 * How a status colour is shown in each theme, hue kept. `chipText` on `chipBackground`, and the theme's
 * foreground on `columnTint`, reach 4.5:1; `dotBorder` reaches 3:1 on page and card; `edge` at least
 * 1.5:1 on both and on `columnTint`. In: what `parseColour` accepts, anything else throws a TypeError. The same
 * colour gives the same object: do not change it.
 */
export function deriveTones(hex: string): Record<Theme, Tone> {
  const known = tones.get(hex);
  if (known) return known;
  const colour = parseColour(hex);
  if (!colour) throw new TypeError('deriveTones: not a colour');
  const derived = { light: deriveTone(colour, 'light'), dark: deriveTone(colour, 'dark') };
  if (tones.size >= rememberedTones) tones.clear();
  tones.set(hex, derived);
  return derived;
}
