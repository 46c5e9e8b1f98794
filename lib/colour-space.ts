/** A colour in OKLab: `l` 0 (black) to 1 (white), `a` green to red, `b` blue to yellow. */
export type Oklab = { l: number; a: number; b: number };

/** A colour in OKLCH: lightness 0–1, chroma 0 to about 0.37, hue in radians. */
export type Oklch = { l: number; c: number; h: number };

/** Red, green and blue as amounts of light, 0–1 inside the sRGB gamut. */
export type LinearRgb = readonly [red: number, green: number, blue: number];

// Below this chroma the hue is rounding noise; keeping it would give greys a random tint.
const neutralChroma = 0.004;

const decodeTable = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

function encodeChannel(light: number): number {
  const bounded = Math.min(1, Math.max(0, light));
  const value = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055;
  return Math.round(value * 255);
}

/** `#rrggbb` to amounts of light (the sRGB transfer function of IEC 61966-2-1). */
export function hexToLinear(hex: string): LinearRgb {
  const bits = Number.parseInt(hex.slice(1), 16);
  const channel = (shift: number) => decodeTable[(bits >> shift) & 255] ?? 0;
  return [channel(16), channel(8), channel(0)];
}

/** Amounts of light to `#rrggbb`; values outside 0–1 are clipped. */
export function linearToHex([red, green, blue]: LinearRgb): string {
  const bits = (encodeChannel(red) << 16) | (encodeChannel(green) << 8) | encodeChannel(blue);
  return `#${bits.toString(16).padStart(6, '0')}`;
}

/** Amounts of light to OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020). */
export function linearToOklab([red, green, blue]: LinearRgb): Oklab {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  };
}

function oklabToLinear({ l, a, b }: Oklab): LinearRgb {
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** `#rrggbb` to OKLCH; greys come back with chroma and hue 0. */
export function hexToOklch(hex: string): Oklch {
  const { l, a, b } = linearToOklab(hexToLinear(hex));
  const c = Math.hypot(a, b);
  return c < neutralChroma ? { l, c: 0, h: 0 } : { l, c, h: Math.atan2(b, a) };
}

function polarToLinear(l: number, c: number, h: number): LinearRgb {
  return oklabToLinear({ l, a: c * Math.cos(h), b: c * Math.sin(h) });
}

function isInGamut([red, green, blue]: LinearRgb): boolean {
  const low = -1e-4;
  const high = 1 + 1e-4;
  return red >= low && red <= high && green >= low && green <= high && blue >= low && blue <= high;
}

/** OKLCH to the `#rrggbb` of the same lightness and hue; chroma is lowered until sRGB can show it. */
export function oklchToHex({ l, c, h }: Oklch): string {
  const wanted = polarToLinear(l, c, h);
  if (isInGamut(wanted)) return linearToHex(wanted);
  let inside = 0;
  let outside = c;
  for (let step = 0; step < 10; step += 1) {
    const middle = (inside + outside) / 2;
    if (isInGamut(polarToLinear(l, middle, h))) inside = middle;
    else outside = middle;
  }
  return linearToHex(polarToLinear(l, inside, h));
}
