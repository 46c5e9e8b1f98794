import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { qrPng, qrSvg } from '#lib/qr.ts';

const TEXT = 'https://wa.me/5511912345678?text=Ol%C3%A1%20(ref%20K7QX2)';

/** The pixels of a PNG as `qrPng` writes it: rows of true for dark. */
function pixelsOf(png: Buffer): boolean[][] {
  const width = png.readUInt32BE(16);
  const at = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const rowBytes = Math.ceil(width / 8) + 1;
  return Array.from({ length: width }, (_, y) =>
    Array.from(
      { length: width },
      (_unused, x) => ((lines[y * rowBytes + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0,
    ),
  );
}

describe('QR codes', () => {
  test('SVG and PNG show the same cells, with a margin of four', () => {
    const svg = qrSvg(TEXT);
    const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
    const pixels = pixelsOf(qrPng(TEXT));
    const scale = pixels.length / side;
    expect(Number.isInteger(scale)).toBe(true);
    expect(pixels.length).toBeGreaterThanOrEqual(1_024);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const isDark = dark.has(`${x} ${y}`);
        expect(pixels[y * scale]?.[x * scale]).toBe(isDark);
        expect(pixels[y * scale + scale - 1]?.[x * scale + scale - 1]).toBe(isDark);
        if (Math.min(x, y, side - 1 - x, side - 1 - y) < 4) expect(isDark).toBe(false);
      }
    }
  });

  test('three corners have the finder that cameras look for', () => {
    const svg = qrSvg(TEXT);
    const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const far = side - 4 - 7;
    for (const [x, y] of [
      [4, 4],
      [far, 4],
      [4, far],
    ] as const) {
      for (let step = 0; step < 7; step++) expect(svg).toContain(`M${x + step} ${y}h`);
      expect(svg).not.toContain(`M${x + 1} ${y + 1}h`);
      expect(svg).toContain(`M${x + 3} ${y + 3}h`);
    }
  });

  test('a text that is too long is an error, the longest greeting is not', () => {
    expect(qrPng(`https://wa.me/5511912345678?text=${'%F0%9F%91%8D'.repeat(160)}`).length).toBeGreaterThan(0);
    expect(() => qrSvg('x'.repeat(3_000))).toThrow();
  });
});
