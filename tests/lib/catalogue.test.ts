import { expect, test } from 'vitest';
import { textsIn } from '#lib/catalogue.ts';

test.each([
  ['pt-BR', 'Faltaram 1.200', 1_200],
  ['en', '1,200', 1_200],
] as const)('texts are in %s, numbers as it writes them', (locale, said, count) => {
  const t = textsIn(locale, 'weekly');
  expect(t('missed', { count }).toLowerCase()).toContain(said.toLowerCase());
  expect(t('pace.reached')).not.toBe('');
});

test('what there is not is told, not shown', () => {
  expect(() => textsIn('pt-BR', 'weekly')('none')).toThrow('weekly.none');
  expect(() => textsIn('pt-BR', 'weekly')('pace')).toThrow('weekly.pace');
  expect(() => textsIn('xx', 'weekly')).toThrow();
});
