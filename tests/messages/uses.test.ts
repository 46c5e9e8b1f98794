import { describe, expect, it } from 'vitest';
import { makeSource } from '../architecture/source.ts';
import { flatten, placeholdersOf, strangePlurals } from './catalogue.ts';
import { readGivenNamespaces, readProblemCodes, readUses } from './uses.ts';

function usesIn(text: string) {
  return readUses(makeSource('a.tsx', text)).map(({ namespace, key, values }) => ({
    namespace,
    key,
    values,
  }));
}

describe('readUses', () => {
  it.each([
    ["const t = useTranslations('a'); t('b');", 'a', 'b', []],
    ["const t = useTranslations('a'); t('b', { c: 1, d });", 'a', 'b', ['c', 'd']],
    ["const t = useTranslations('a'); t('b', { ...c });", 'a', 'b', null],
    ["const t = useTranslations('a'); t('b', c);", 'a', 'b', null],
    ["const t = useTranslations('a'); t.rich('b', { i: (c) => c });", 'a', 'b', ['i']],
    ["const t = useTranslations('a'); t.has('b');", 'a', 'b', null],
    ["const t = useTranslations(); t('a.b');", '', 'a.b', []],
    ["const t = await getTranslations('a'); t(b);", 'a', null, []],
    ["const [x, t] = await Promise.all([y, getTranslations('a')]); t('b');", 'a', 'b', []],
    ["(await getTranslations('a'))('b');", 'a', 'b', []],
    ["function f(t: Texts<'a'>) { t('b'); }", 'a', 'b', []],
    ["function f(t: ReturnType<typeof useTranslations<'a'>>) { t('b'); }", 'a', 'b', []],
    ["type T = Awaited<ReturnType<typeof getTranslations<'a'>>>; const f = (t: T) => t('b');", 'a', 'b', []],
  ])('%s', (text, namespace, key, values) => {
    expect(usesIn(text)).toEqual([{ namespace, key, values }]);
  });

  it('takes the nearest translator of that name', () => {
    const text = `
      function A() { const t = useTranslations('a'); return t('x'); }
      function B() { const t = useTranslations('b'); return () => t('y'); }`;
    expect(usesIn(text).map(({ namespace, key }) => `${namespace}.${key}`)).toEqual(['a.x', 'b.y']);
  });

  it('sees both ways of a choice, and what a table may give', () => {
    const text = "const t = useTranslations('a'); t(b ? 'c' : d ? 'e' : f); t({ g: 'h', i: 'j' }[k]);";
    expect(usesIn(text).map(({ key }) => key)).toEqual(['c', 'e', null, 'h', 'j']);
  });

  it('turns what is filled in into a pattern', () => {
    const [use] = usesIn("const t = useTranslations('a'); t(`kinds.$" + '{kind}Hint`);');
    expect('kinds.openHint').toMatch(use?.key ?? '');
    expect('kindsXopenHint').not.toMatch(use?.key ?? '');
  });

  it('leaves other functions alone', () => {
    expect(usesIn("const t = () => 1; t('b'); toast('c');")).toEqual([]);
  });
});

describe('readProblemCodes', () => {
  it.each([
    ["throw invalidField('name', 'taken', {});", ['taken']],
    ["throw invalidField('name', a ? 'taken' : 'gone');", ['taken', 'gone']],
    ["context.addIssue({ code: 'custom', message: 'bad_colour' });", ['bad_colour']],
    ["refuse(problem('too_long', { max }));", ['too_long']],
    ["const fault = { code: '23505', message: 'no such row' };", []],
  ])('%s', (text, codes) => {
    expect(readProblemCodes(makeSource('domain/a.ts', text)).map(({ code }) => code)).toEqual(codes);
  });
});

it('readGivenNamespaces', () => {
  const page = "<><ClientMessages names={['a', 'b']}><p /></ClientMessages><Other names={['c']} /></>";
  expect(readGivenNamespaces(makeSource('app/page.tsx', page))).toEqual(['a', 'b']);
});

describe('texts', () => {
  it('have whole keys', () => {
    expect([...flatten({ a: { b: 'c' }, d: 'e' })]).toEqual([
      ['a.b', 'c'],
      ['d', 'e'],
    ]);
  });

  it.each([
    ['Novo', {}],
    ['{name} saiu', { name: 'value' }],
    ['{count, plural, one {# contato de {owner}} other {# contatos}}', { count: 'value', owner: 'value' }],
    ['<b>{who}</b> em {at, date, short}', { b: 'tag', who: 'value', at: 'date' }],
    ['{kind, select, won {ganho} other {outro}}', { kind: 'select other|won' }],
  ])('%s', (text, needed) => {
    expect(Object.fromEntries(placeholdersOf(text))).toEqual(needed);
  });

  it('may not have plural forms that are never asked for', () => {
    const text = '{n, plural, =0 {none} one {#} few {#} other {#}}';
    expect(strangePlurals(text, 'en')).toEqual(['few']);
  });
});
