import { describe, expect, test } from 'vitest';
import { LOCALES } from '#db/values.ts';
import type { WeekFacts } from '#domain/summaries/facts.ts';
import { writeWeek } from '../../../worker/words/week.ts';

const figure = (value: number, before: number, href: string) => ({ value, before, href });
const facts: WeekFacts = {
  week: { from: '2026-11-16', to: '2026-11-22' },
  isOwn: false,
  figures: {
    arrivals: figure(1, 1_200, '/reports/funnel?period=2026-11-16..2026-11-22'),
    moves: figure(9, 0, '/reports/flow'),
    won: figure(2, 3, '/contacts?filter=all(history.reached:5,,)'),
    lost: figure(0, 0, '/contacts'),
  },
  answer: { seconds: 5_400, before: null, href: '/reports/team' },
  stuck: { value: 4, href: '/contacts?a=1&b=2' },
  waiting: { value: 999, isMore: true, href: '/inbox' },
  bestOrigin: { name: '<script>alert(1)</script> & “Cia”', arrivals: 1, won: 1, href: '/reports/origins' },
  targets: [
    {
      thing: { id: 1, name: 'Fechado', colour: '#000000', isGone: false },
      owner: { id: 2, name: 'Ana' },
      ...{ span: 'week', amount: 5, reached: 2, href: '/reports/targets' },
      pace: { state: 'behind', behind: 3, forecast: null },
    },
    {
      thing: { id: 1, name: 'Fechado', colour: '#000000', isGone: false },
      owner: null,
      ...{ span: 'month', amount: 20, reached: 9, href: '/reports/targets' },
      pace: { state: 'behind', behind: 5, forecast: null },
    },
  ],
};
const reader = { workspace: 'Loja do João', url: 'https://crm.empresa.com' };

test('in plain words, each line with its address', () => {
  const { body, email } = writeWeek(facts, { locale: 'pt-BR', ...reader });
  expect(body).toBe(
    'Semana de 16 – 22 de nov. de 2026: 1 contato chegou, 9 mudanças de status, 2 ganhos, nenhum perdido.',
  );
  expect(email.subject).toBe('Loja do João: semana de 16 – 22 de nov. de 2026');
  expect(email.text).toContain(
    'Chegaram: 1 (na anterior: 1.200)\n  https://crm.empresa.com/reports/funnel?period=2026-11-16..2026-11-22',
  );
  expect(email.text).toContain('Primeira resposta (mediana): 1 h\n');
  expect(email.text).toContain('Esperando nossa resposta, agora: 999 ou mais');
  expect(email.text).toContain('Meta da semana: Fechado (Ana): 2 de 5 (faltaram 3)');
  expect(email.text).toContain('Meta do mês: Fechado: 9 de 20 (atrás 5)');
  expect(email.text).toMatch(/https:\/\/crm\.empresa\.com\/settings\/profile#weekly-summary$/);
});

test('names are never read as HTML, and nothing is fetched', () => {
  const { html = '' } = writeWeek(facts, { locale: 'en', ...reader }).email;
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; “Cia”');
  expect(html).toContain('href="https://crm.empresa.com/contacts?a=1&amp;b=2"');
  expect(html).not.toMatch(/<(img|link|style|iframe)/);
});

describe.each(LOCALES)('in %s', (locale) => {
  test('nothing is left unsaid', () => {
    const { body, email } = writeWeek({ ...facts, isOwn: true }, { locale, ...reader });
    for (const text of [body, email.subject, email.text, email.html ?? ''])
      expect(text).not.toMatch(/weekly\.|undefined|NaN|\{/);
  });
});
