import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { type FilterTexts, filterInWords } from '#components/segments/condition-words.ts';
import type { FilterNames } from '#domain/contacts/filter-names.ts';
import { parseFilterTree } from '#domain/contacts/filter-tree.ts';
import en from '#messages/en.json' with { type: 'json' };
import es from '#messages/es.json' with { type: 'json' };
import pt from '#messages/pt-BR.json' with { type: 'json' };

const names: FilterNames = {
  status: { 1: { name: 'Novo', isGone: false }, 2: { name: 'Qualificado', isGone: true } },
  origin: { 5: { name: 'Google Ads', isGone: false }, 6: { name: 'Site', isGone: false } },
  owner: { 9: { name: 'Bia', isGone: false } },
  group: {},
  choice: {},
  field: {},
  import: {},
  timeZone: 'America/Sao_Paulo',
};

const messages = { 'pt-BR': pt, en, es };

function said(condition: string, locale: keyof typeof messages = 'pt-BR') {
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'filters' });
  const texts = t as unknown as FilterTexts;
  return filterInWords(parseFilterTree(`all(${condition})`), names, texts, locale);
}

test.each([
  ['history.reached:2,,', 'Passou por Qualificado'],
  ['history.reached:2,2026-11-01,2026-11-30', 'Entrou em Qualificado, 1 – 30 de nov. de 2026'],
  ['history.reached:2,2026-11-01,2026-11-01', 'Entrou em Qualificado, 1 de nov. de 2026'],
  ['history.reached:2,2026-11-01,', 'Entrou em Qualificado, desde 1 de nov. de 2026'],
  ['history.left:1,,2026-11-30', 'Saiu de Novo, até 30 de nov. de 2026'],
  ['history.left:1,,', 'Saiu de Novo'],
  ['history.moved:1,2,,', 'Foi de Novo para Qualificado'],
  ['history.moved:,1,2026-11-01,', 'Foi para Novo, desde 1 de nov. de 2026'],
  ['history.stood:1,2026-12-01T02:30Z', 'Estava em Novo em 30 de nov. de 2026, 23:30'],
  ['history.beyond:2', 'Em Qualificado há mais tempo que o usual'],
  ['history.moved_by:9,2026-11-01,2026-11-30', 'Bia mudou o status, 1 – 30 de nov. de 2026'],
  ['history.moved_by:,2026-11-01,', 'Mudou de status, desde 1 de nov. de 2026'],
  ['touch.campaign:first,5,ad,123', 'Primeiro toque: Google Ads, anúncio 123'],
  ['touch.campaign_as:any,6,link,AB', 'Algum toque: Site, link AB (pelo nome da época)'],
  ['touch.last_as:5', 'Último toque, pelo nome da época: Google Ads'],
  ['touch.first:5', 'Primeiro toque: Google Ads'],
  ['touch.any:5,6', 'Algum toque: Google Ads ou Site'],
])('%s', (condition, words) => {
  expect(said(condition)).toEqual({ words, isBroken: false });
});

test.each([
  ['en', 'history.moved:1,2,2026-11-01,2026-11-30', 'Went from Novo to Qualificado, Nov 1 – 30, 2026'],
  ['en', 'touch.last:5', 'Last touch: Google Ads'],
  ['es', 'history.left:2,2026-11-01,', 'Salió de Qualificado, desde el 1 nov 2026'],
  ['es', 'history.beyond:1', 'En Novo más tiempo de lo habitual'],
] as const)('in %s: %s', (locale, condition, words) => {
  expect(said(condition, locale)).toEqual({ words, isBroken: false });
});

test('a status that never was is told', () => {
  expect(said('history.moved:9,1,,')).toEqual({
    words: 'Foi de nº 9 (não existe mais) para Novo',
    isBroken: true,
  });
});
