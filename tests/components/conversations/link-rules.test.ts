import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '#components/conversations/link-rules.ts';

test.each<[string, string[]]>([
  ['veja https://exemplo.com/a.', ['https://exemplo.com/a']],
  ['(https://pt.wikipedia.org/wiki/Fluxo_(cor))', ['https://pt.wikipedia.org/wiki/Fluxo_(cor)']],
  ['HTTP://EXEMPLO.COM e https://b.com', ['http://exemplo.com/', 'https://b.com/']],
  ['javascript:alert(1)', []],
  ['data:text/html,<script>', []],
  ['ftp://exemplo.com', []],
  ['exemplo.com', []],
  ['https://', []],
  ['<a href="https://exemplo.com">', ['https://exemplo.com/']],
  ['sem nada', []],
  ['', []],
])('%j', (text, hrefs) => expect(piecesOf(text).flatMap(({ href }) => href ?? [])).toEqual(hrefs));

test('whatever is written is shown whole, and only web addresses are links', () => {
  const words = fc.array(
    fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('javascript:x', 'https://[', ' ', '.')),
  );
  fc.assert(
    fc.property(words, (parts) => {
      const text = parts.join('');
      const pieces = piecesOf(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { href } of pieces) expect(href ?? 'https:').toMatch(/^https?:/);
    }),
  );
});

test('hostile texts cost no more than their length', () => {
  const began = performance.now();
  // In twice the square of their length, these took half a minute together.
  for (const text of [`https://a${'.'.repeat(65_000)}b`, `https://a${')'.repeat(2_000)}b `.repeat(30)]) {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  }
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(piecesOf(`https://a.com/${'x'.repeat(5_000)}`)).toMatchObject([{ href: null }]);
});
