import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeApostrophe, escapeFormula, unescapeFormula } from '#lib/formula.ts';

describe('escapeFormula', () => {
  test.each([
    ['formula', '=1+1', "'=1+1"],
    ['phone', '+5511912345678', "'+5511912345678"],
    ['minus', '-1', "'-1"],
    ['at', '@SUM(A1)', "'@SUM(A1)"],
    ['tab', '\tx', "'\tx"],
    ['carriage return', '\r=1', "'\r=1"],
    ['line feed', '\nx', "'\nx"],
    ['leading space', '  =1', "'  =1"],
    ['no-break space', '\u00a0=1', "'\u00a0=1"],
    ['zero width space', '\u200b=1', "'\u200b=1"],
    ['full width', '＝1', "'＝1"],
    ['full width plus', '＋1', "'＋1"],
    ['full width minus', '－1', "'－1"],
    ['full width at', '＠a', "'＠a"],
    ['small form', '﹢1', "'﹢1"],
    ['apostrophe and formula', "'=1", "''=1"],
    ['two apostrophes', "''a", "'''a"],
    ['an apostrophe of its own', "'t Hooft", "'t Hooft"],
    ['apostrophe alone', "'", "'"],
    ['plain', 'Maria', 'Maria'],
    ['sign inside', 'a=1', 'a=1'],
    ['nothing', '', ''],
    ['only space', '  ', '  '],
  ])('%s: %j becomes %j, and comes back', (_, text, escaped) => {
    expect(escapeFormula(text)).toBe(escaped);
    expect(unescapeFormula(escaped)).toBe(text);
  });
});

describe('unescapeFormula', () => {
  test.each(["'t Hooft", "O'Neil", 'Maria', "'", "'55", '+55', '=1'])(
    'leaves %j of other files alone',
    (text) => expect(unescapeFormula(text)).toBe(text),
  );
});

// Mostly of what matters here, so that most cases are near the edge.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', ' ', '\t', '\r', '\n', '\u200b', 'a') }),
);
const startsFormula = /^(?:[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/;

test('any text comes back, and is inert on its way', () => {
  fc.assert(
    fc.property(text, (value) => {
      const escaped = escapeFormula(value);
      expect(unescapeFormula(escaped)).toBe(value);
      expect(startsFormula.test(escaped)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('any text comes back from a text cell, where only apostrophes are guarded', () => {
  fc.assert(
    fc.property(text, (value) => {
      const escaped = escapeApostrophe(value);
      expect(unescapeFormula(escaped)).toBe(value);
      if (!value.startsWith("'")) expect(escaped).toBe(value);
    }),
    { numRuns: 2000 },
  );
});
