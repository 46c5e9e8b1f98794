import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCode, findName, fitsPattern, fold } from '#domain/auto-lead/fold-rules.ts';
import { nameKey } from '#lib/text.ts';

describe('fold', () => {
  it.each([
    ['  Olá,\n  QUERO\tsaber ', 'ola, quero saber'],
    ['Promoc\u0327a\u0303o', 'promocao'],
    ['ＰＲＯＭＯ', 'promo'],
    ['', ''],
  ])('%j is compared as %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('fitsPattern', () => {
  it.each([
    ['oi', 'oi', true],
    ['oi', 'o', false],
    ['OI', 'oi', true],
    ['Olá, quero o desconto de 10%', '*desconto*', true],
    ['Olá, quero o desconto de 10%', 'ola*quero*10%', true],
    ['Olá, quero o desconto de 10%', 'desconto*', false],
    ['quero 2 pizzas', 'quero ? pizzas', true],
    ['quero 12 pizzas', 'quero ? pizzas', false],
    ['aXbXc', 'a*b*c', true],
    ['abab', '*ab', true],
    ['aba', 'ab*ba', false],
    ['', '*', true],
    ['', '?', false],
    ['👍', '?', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['(a+)+', '(a+)+', true],
    ['qualquer\ncoisa', 'qualquer*coisa', true],
  ])('%j against %j: %s', (text, pattern, expected) => {
    expect(fitsPattern(text, pattern)).toBe(expected);
  });

  it('agrees with the regular expression that the pattern stands for', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(text, word, (one, pattern) => {
        const meant = new RegExp(`^${pattern.replaceAll('*', '[ab]*').replaceAll('?', '[ab]')}$`);
        expect(fitsPattern(one, pattern)).toBe(meant.test(one));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer for a pattern made to hang', () => {
    const begun = performance.now();
    expect(fitsPattern('a'.repeat(4_096), `${'a*'.repeat(100)}b`)).toBe(false);
    expect(fitsPattern('a'.repeat(4_096), `*${'?'.repeat(199)}b*`)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('findCode', () => {
  const codes = new Map([
    ['K7QX2', 'panfleto'],
    ['M4RTW', 'site'],
  ]);
  it.each([
    ['Olá (ref K7QX2)', 'panfleto'],
    ['k7qx2', 'panfleto'],
    ['ref:K7qX2.', 'panfleto'],
    ['Ｋ７ＱＸ２', 'panfleto'],
    ['xK7QX2', null],
    ['K7QX22', null],
    ['K7 QX2', null],
    ['K7QX2 M4RTW', 'panfleto'],
    ['M4RTW K7QX2', 'site'],
    ['', null],
  ])('%j: %s', (text, expected) => {
    expect(findCode(text, codes)?.link ?? null).toBe(expected);
  });

  it('finds a code wherever it stands between other words', () => {
    const other = fc.string({ maxLength: 40 }).filter((text) => findCode(text, codes) === null);
    fc.assert(
      fc.property(other, other, (before, after) => {
        expect(findCode(`${before} (ref m4rtw) ${after}`, codes)?.code).toBe('M4RTW');
      }),
    );
  });
});

describe('findName', () => {
  const names = new Map(
    ['Facebook', 'Google Ads', 'Google', 'Indicação', 'Feira de São Paulo'].map((name) => [
      nameKey(name),
      name,
    ]),
  );
  it.each([
    ['vi no FACEBOOK', 'Facebook'],
    ['vi no facebook.', 'Facebook'],
    ['facebooks', null],
    ['anúncio do google ads', 'Google Ads'],
    ['achei no Google', 'Google'],
    ['foi indicacao da Ana', 'Indicação'],
    ['estive na feira de sao  paulo, lembra?', 'Feira de São Paulo'],
    ['Facebook ou Google Ads', 'Google Ads'],
    ['', null],
  ])('%j names %s', (text, expected) => {
    expect(findName(text, names)).toBe(expected);
  });
});
