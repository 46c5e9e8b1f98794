import { describe, expect, test } from 'vitest';
import { finderOf, needlesOf, quotingFacts, scrubJson, scrubQuery } from '#domain/privacy/rules.ts';
import { phoneVariants } from '#lib/phone.ts';

const marks = {
  phones: [...phoneVariants('5511912345678'), '351912345679'],
  words: ['ana.lima@x.example', 'BR.123abc'],
  names: ['Ana Beatriz Lima'],
};
const finder = finderOf(marks);

describe('a person is found by what they are recognised by, however it is written', () => {
  test.each([
    '+55 (11) 91234-5678',
    '11 1234 5678',
    '011.91234.5678',
    'tel: 5511912345678, casa',
    '+351 912 345 679',
    '00351-912345679',
    '912 345 679',
    'ANA.LIMA@X.EXAMPLE',
    'Ana <ana.lima@x.example>',
    'br.123ABC',
    'ana beatriz  lima',
    'Ana Beatriz Lima, SP',
  ])('%s', (text) => expect(finder.isIn(text)).toBe(true));

  test.each([
    '',
    '11 91234-5679',
    '91234',
    'mariana.lima@x.example',
    'ana.lima@x.example.com',
    'xana.lima@x.example',
    'Ana Beatriz',
    'Ana Beatriz Limares',
    'Mariana Beatriz Lima',
  ])('not: %s', (text) => expect(finder.isIn(text)).toBe(false));

  test('nobody without marks', () => {
    const none = finderOf({ phones: [], words: [], names: [] });
    expect(none.isIn('anything')).toBe(false);
    expect(none.takeOut('anything')).toBe('anything');
  });
});

test('what LIKE looks for is in all of them once they are squashed', () => {
  const needles = needlesOf(marks);
  const squash = (text: string) => text.toLowerCase().replace(/[ ()\-.+/]/g, '');
  for (const text of ['+55 (11) 91234-5678', '11 1234-5678', 'q=ana.lima%40x.example', 'Ana+Beatriz+Lima'])
    expect(
      needles.some((needle) => squash(text).includes(needle)),
      text,
    ).toBe(true);
});

test.each<[unknown, unknown]>([
  [{ examples: ['11912345678', '11911111111'] }, { examples: ['11911111111'] }],
  [{ settled: { 'ana.lima@x.example': 3, Novo: 4 } }, { settled: { Novo: 4 } }],
  [
    { header: ['Nome', 'Telefone'], n: 3, no: null },
    { header: ['Nome', 'Telefone'], n: 3, no: null },
  ],
  ['Ana Beatriz Lima', ''],
])('JSON: %j', (before, after) => expect(scrubJson(before, finder.isIn)).toEqual(after));

test.each([
  ['q=Ana+Beatriz+Lima&status=1,2', 'q=erased&status=1,2'],
  ['q=%2B55+11+91234-5678', 'q=%2B55+erased'],
  ['status=1,2&owner=none', 'status=1,2&owner=none'],
  ['', ''],
])('query: %s', (before, after) => expect(scrubQuery(before, finder)).toBe(after));

test('facts that quote somebody, also as part of an address', () => {
  const facts = { query: 'q=ana.lima%40x.example', rows: 12, name: 'Novo', to: ['ana.lima@x.example'] };
  expect(quotingFacts(facts, finder)).toEqual(['query', 'to']);
  expect(quotingFacts(null, finder)).toEqual([]);
});
