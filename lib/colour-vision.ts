import {
  hexToLinear,
  hexToOklch,
  type LinearRgb,
  linearToHex,
  linearToOklab,
  type Oklab,
  oklchToHex,
} from './colour-space.ts';

/** A colour-vision deficiency: no red, no green or no blue cones. */
type Deficiency = 'protan' | 'deutan' | 'tritan';

/** How a pair of colours is looked at: with usual colour vision, or with a deficiency. */
type Vision = 'normal' | Deficiency;

type Matrix = readonly [LinearRgb, LinearRgb, LinearRgb];

// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency" (2009), severity 1.0, applied to linear light.
const matrices: Record<Deficiency, Matrix> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

// Distances below which two small dots are taken for each other, tuned on the hues people pick. About
// one man in twelve is protan or deutan; tritan is a hundred times rarer, so only near-identity counts.
const tooClose: Record<Vision, number> = { normal: 0.13, protan: 0.095, deutan: 0.095, tritan: 0.05 };

const visions: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan'];

function multiply([red, green, blue]: LinearRgb, row: LinearRgb): number {
  return Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue));
}

function simulateLight(light: LinearRgb, kind: Deficiency): LinearRgb {
  const [red, green, blue] = matrices[kind];
  return [multiply(light, red), multiply(light, green), multiply(light, blue)];
}

/** `#rrggbb` as a person with that deficiency sees it, also `#rrggbb` (Machado et al. 2009). */
export function simulateVision(hex: string, kind: Deficiency): string {
  return linearToHex(simulateLight(hexToLinear(hex), kind));
}

/**
 * OKLab with Ottosson's lightness "toe" ("Okhsv and Okhsl", 2021): without it near-blacks, which nobody
 * can tell apart, lie as far from each other as clearly different middle tones do.
 */
function perceive(light: LinearRgb): Oklab {
  const { l, a, b } = linearToOklab(light);
  if (l <= 0) return { l: 0, a: 0, b: 0 };
  const scaled = 1.170873786407767 * l - 0.206;
  const lightness = 0.5 * (scaled + Math.sqrt(scaled ** 2 + 0.14050485436893204 * l));
  return { l: lightness, a: (a * lightness) / l, b: (b * lightness) / l };
}

function distance(first: Oklab, second: Oklab): number {
  return Math.hypot(first.l - second.l, 2 * (first.a - second.a), 2 * (first.b - second.b));
}

/**
 * How different two `#rrggbb` colours look: 0 is the same, 1 is black against white. Distance in OKLab,
 * dark tones pulled together and both colour axes doubled (as "deltaE OK2" of color.js does: plain OKLab
 * undervalues hue and chroma).
 */
export function colourDistance(a: string, b: string): number {
  return distance(perceive(hexToLinear(a)), perceive(hexToLinear(b)));
}

type Seen = Record<Vision, Oklab>;

function seeAll(hex: string): Seen {
  const light = hexToLinear(hex);
  return {
    normal: perceive(light),
    protan: perceive(simulateLight(light, 'protan')),
    deutan: perceive(simulateLight(light, 'deutan')),
    tritan: perceive(simulateLight(light, 'tritan')),
  };
}

/** Distance over threshold for the vision that tells the two apart worst: below 1 they look alike. */
function margin(first: Seen, second: Seen): number {
  return Math.min(...visions.map((vision) => distance(first[vision], second[vision]) / tooClose[vision]));
}

type Named = { id: string | number; name: string; colour: string };

/**
 * The one of `others` that `hex` is most easily taken for, with the kinds of vision that confuse the
 * two; null when it can be told from all of them. Colours are `#rrggbb`; leave the colour's own owner out.
 */
export function findLookAlike<Other extends Named>(
  hex: string,
  others: readonly Other[],
): { other: Other; kinds: Vision[] } | null {
  const seen = seeAll(hex);
  let closest: { other: Other; kinds: Vision[] } | null = null;
  let closestMargin = 1;
  for (const other of others) {
    const seenOther = seeAll(other.colour);
    const between = margin(seen, seenOther);
    if (between >= closestMargin) continue;
    const kinds = visions.filter((vision) => distance(seen[vision], seenOther[vision]) < tooClose[vision]);
    closest = { other, kinds };
    closestMargin = between;
  }
  return closest;
}

const hueStep = Math.PI / 18;
const candidateLightness = [0.42, 0.5, 0.58, 0.65, 0.72, 0.79, 0.86];
const candidateChroma = [0.07, 0.13, 0.19];

/** Colours that make good statuses (no near-blacks, near-whites or greys), the ones like `hex` first. */
function listCandidates(hex: string): string[] {
  const { l, h } = hexToOklch(hex);
  const found = new Set<string>();
  for (let turn = 0; turn < 36; turn += 1) {
    for (const lightness of [l, ...candidateLightness]) {
      if (lightness < 0.35 || lightness > 0.9) continue;
      for (const c of candidateChroma) found.add(oklchToHex({ l: lightness, c, h: h + turn * hueStep }));
    }
  }
  const ranked = [...found].map((colour) => ({ colour, far: colourDistance(hex, colour) }));
  return ranked.sort((x, y) => x.far - y.far || (x.colour < y.colour ? -1 : 1)).map(({ colour }) => colour);
}

/**
 * The colour nearest to `hex` that nobody takes for one of `others` (all `#rrggbb`): `hex` itself when
 * it already is distinct; the least confusable one when there are too many others. Deterministic.
 */
export function suggestDistinct(hex: string, others: readonly string[]): string {
  const taken = others.map(seeAll);
  let best = hex;
  let bestMargin = Number.NEGATIVE_INFINITY;
  for (const candidate of [hex, ...listCandidates(hex)]) {
    const seen = seeAll(candidate);
    const worst = Math.min(Number.POSITIVE_INFINITY, ...taken.map((other) => margin(seen, other)));
    if (worst >= 1) return candidate;
    if (worst > bestMargin) {
      best = candidate;
      bestMargin = worst;
    }
  }
  return best;
}
