import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrastRatio, deriveTones, parseColour, surfaces, type Theme, type Tone } from '#lib/colour.ts';
import { colourDistance, findLookAlike, simulateVision, suggestDistinct } from '#lib/colour-vision.ts';

const toHex = (bits: number) => `#${bits.toString(16).padStart(6, '0')}`;
const anyColour = fc.integer({ min: 0, max: 0xffffff }).map(toHex);
const themes: Theme[] = ['light', 'dark'];

describe('parseColour', () => {
  test.each([
    ['#22c55e', '#22c55e'],
    ['#22C55E', '#22c55e'],
    ['22c55e', '#22c55e'],
    ['  #22c55e\n', '#22c55e'],
    ['#abc', '#aabbcc'],
    ['ABC', '#aabbcc'],
    [' fff ', '#ffffff'],
  ])('%j is %s', (input, expected) => {
    expect(parseColour(input)).toBe(expected);
  });

  test.each([
    [''],
    ['#'],
    ['#ab'],
    ['#abcd'],
    ['#abcde'],
    ['#22c55e80'],
    ['##22c55e'],
    ['# 22c55e'],
    ['#22c55g'],
    ['red'],
    ['red;background:url(//x)'],
    ['expression(alert(1))'],
    ['#22c55e;color:red'],
    ['#22c55e\n#22c55e'],
    ['rgb(1,2,3)'],
    ['＃22c55e'],
    [`${' '.repeat(100)}#22c55e`],
    [null],
    [undefined],
    [0x22c55e],
    [['#22c55e']],
    [{ toString: () => '#22c55e' }],
  ])('%j is refused', (input) => {
    expect(parseColour(input)).toBeNull();
  });
});

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#ffffff', '#777777', 4.48],
  ['#ff0000', '#ffffff', 4],
])('contrast of %s on %s is %d', (a, b, expected) => {
  expect(contrastRatio(a, b)).toBeCloseTo(expected, 2);
});

function expectReadable(hex: string, theme: Theme, tone: Tone): void {
  const { page, card, foreground } = surfaces[theme];
  const where = `${hex} ${theme}`;
  expect(
    Object.values(tone).every((value) => parseColour(value) === value),
    where,
  ).toBe(true);
  expect(tone.dot, where).toBe(hex);
  expect(contrastRatio(tone.chipText, tone.chipBackground), where).toBeGreaterThanOrEqual(4.5);
  expect(contrastRatio(foreground, tone.columnTint), where).toBeGreaterThanOrEqual(4.5);
  for (const surface of [page, card]) {
    expect(contrastRatio(tone.dotBorder, surface), where).toBeGreaterThanOrEqual(3);
    expect(contrastRatio(tone.edge, surface), where).toBeGreaterThanOrEqual(1.5);
  }
  expect(contrastRatio(tone.edge, tone.columnTint), where).toBeGreaterThanOrEqual(1.5);
}

describe('deriveTones', () => {
  test('is readable and visible in both themes for any colour', () => {
    fc.assert(
      fc.property(anyColour, (hex) => {
        const tones = deriveTones(hex);
        for (const theme of themes) expectReadable(hex, theme, tones[theme]);
      }),
      { numRuns: 1500 },
    );
  });

  test.each(['#ffffff', '#000000', '#fefefe', '#010101', '#ffff00', '#0000ff', '#00ff00', '#ff00ff'])(
    'is readable and visible in both themes for %s',
    (hex) => {
      const tones = deriveTones(hex);
      for (const theme of themes) expectReadable(hex, theme, tones[theme]);
    },
  );

  test('greys stay grey', () => {
    for (const hex of ['#000000', '#808080', '#ffffff']) {
      for (const theme of themes) {
        for (const value of Object.values(deriveTones(hex)[theme])) {
          expect(value).toMatch(/^#(..)\1\1$/);
        }
      }
    }
  });

  test('a dot that can be seen has itself as border', () => {
    expect(deriveTones('#ef4444').light.dotBorder).toBe('#ef4444');
    expect(deriveTones('#ffffff').dark.dotBorder).toBe('#ffffff');
    expect(deriveTones('#ffffff').light.dotBorder).not.toBe('#ffffff');
  });

  test('black and white can be told apart in every part', () => {
    for (const theme of themes) {
      const [black, white] = [deriveTones('#000000')[theme], deriveTones('#ffffff')[theme]];
      for (const part of ['chipBackground', 'chipText', 'chipBorder', 'columnTint', 'edge'] as const) {
        expect(black[part], `${part} ${theme}`).not.toBe(white[part]);
      }
    }
  });

  test('remembers, also past its bound', () => {
    expect(deriveTones('#22c55e')).toBe(deriveTones('#22c55e'));
    const before = deriveTones('#22c55e');
    for (let bits = 0; bits < 1200; bits += 1) deriveTones(toHex(bits));
    expect(deriveTones('#22c55e')).toEqual(before);
  });

  test('takes what parseColour takes, and throws on anything else', () => {
    expect(deriveTones('22C55E').light.dot).toBe('#22c55e');
    expect(() => deriveTones('red')).toThrow(TypeError);
  });
});

describe('simulateVision', () => {
  test('leaves greys as they are', () => {
    for (const kind of ['protan', 'deutan', 'tritan'] as const) {
      for (const hex of ['#000000', '#808080', '#ffffff']) expect(simulateVision(hex, kind)).toBe(hex);
    }
  });

  test('brings red and green together without green cones, and not without blue ones', () => {
    const between = (kind: 'deutan' | 'tritan') =>
      colourDistance(simulateVision('#ef4444', kind), simulateVision('#22c55e', kind));
    expect(between('deutan')).toBeLessThan(0.1);
    expect(between('tritan')).toBeGreaterThan(0.5);
  });
});

test('distance is 0 for the same colour, 1 from black to white, and the same both ways', () => {
  expect(colourDistance('#22c55e', '#22c55e')).toBe(0);
  expect(colourDistance('#000000', '#ffffff')).toBeCloseTo(1, 5);
  expect(colourDistance('#22c55e', '#ef4444')).toBe(colourDistance('#ef4444', '#22c55e'));
});

const named = (...colours: string[]) =>
  colours.map((colour, id) => ({ id: String(id), name: colour, colour }));

describe('findLookAlike', () => {
  test.each([
    ['#22c55e', '#16a34a', 'normal'],
    ['#22c55e', '#22c55e', 'normal'],
    ['#ef4444', '#f43f5e', 'normal'],
    ['#f59e0b', '#eab308', 'normal'],
    ['#ffffff', '#fefefe', 'normal'],
    ['#000000', '#0a0a0a', 'normal'],
    ['#22c55e', '#ef4444', 'deutan'],
    ['#3b82f6', '#8b5cf6', 'deutan'],
    ['#eab308', '#84cc16', 'protan'],
    ['#22c55e', '#14b8a6', 'tritan'],
  ] as const)('%s and %s are alike for %s vision', (hex, other, kind) => {
    expect(findLookAlike(hex, named(other))?.kinds).toContain(kind);
    expect(findLookAlike(other, named(hex))?.kinds).toContain(kind);
  });

  test.each([
    ['#ef4444', '#3b82f6'],
    ['#f59e0b', '#3b82f6'],
    ['#22c55e', '#8b5cf6'],
    ['#000000', '#ffffff'],
    ['#64748b', '#f97316'],
    ['#eab308', '#a855f7'],
  ])('%s and %s are not', (hex, other) => {
    expect(findLookAlike(hex, named(other))).toBeNull();
  });

  test('usual vision is not named where it tells them apart', () => {
    expect(findLookAlike('#22c55e', named('#ef4444'))?.kinds).toEqual(['deutan']);
  });

  test('gives the closest of several, and nothing for none', () => {
    const found = findLookAlike('#22c55e', named('#3b82f6', '#16a34a', '#21c45d', '#ef4444'));
    expect(found?.other.colour).toBe('#21c45d');
    expect(findLookAlike('#22c55e', [])).toBeNull();
  });
});

describe('suggestDistinct', () => {
  test('keeps a colour that is distinct already', () => {
    expect(suggestDistinct('#3b82f6', ['#ef4444', '#22c55e'])).toBe('#3b82f6');
    expect(suggestDistinct('#3b82f6', [])).toBe('#3b82f6');
  });

  test('clears every threshold against a usual palette, the same way each time', () => {
    const others = ['#3b82f6', '#f59e0b', '#8b5cf6', '#22c55e', '#ef4444'];
    fc.assert(
      fc.property(anyColour, (hex) => {
        const suggested = suggestDistinct(hex, others);
        expect(findLookAlike(suggested, named(...others))).toBeNull();
        expect(suggestDistinct(hex, others)).toBe(suggested);
      }),
      { numRuns: 60 },
    );
  });

  test('stays near what was asked for', () => {
    const suggested = suggestDistinct('#22c55e', ['#16a34a']);
    expect(colourDistance('#22c55e', suggested)).toBeLessThan(0.2);
  });

  test('gives its best among more colours than can be told apart', () => {
    const others = Array.from({ length: 400 }, (_, step) => toHex((step * 41_943) % 0x1000000));
    expect(parseColour(suggestDistinct('#22c55e', others))).toMatch(/^#/);
  });
});
