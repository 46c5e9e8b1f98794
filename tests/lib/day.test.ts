import { expect, test } from 'vitest';
import { readDay, writeDay } from '#lib/day.ts';

test.each([
  ['2025-12-25', 'pt-BR', '2025-12-25'],
  ['2025-12-25', 'en', '2025-12-25'],
  ['2025-12-25T10:00:00Z', 'en', '2025-12-25'],
  ['2025-12-25 10:00', 'pt-BR', '2025-12-25'],
  ['25/12/2025', 'pt-BR', '2025-12-25'],
  ['25/12/2025', 'es', '2025-12-25'],
  ['12/25/2025', 'en', '2025-12-25'],
  ['3.4.2025', 'pt-BR', '2025-04-03'],
  ['3/4/2025', 'en', '2025-03-04'],
  ['03-04-25', 'pt-BR', '2025-04-03'],
  ['03/04/85', 'pt-BR', '1985-04-03'],
  ['29/02/2024', 'pt-BR', '2024-02-29'],
])('%s in %s is %s', (text, locale, day) => {
  expect(readDay(text, locale)).toBe(day);
});

test.each([
  ['12/25/2025', 'pt-BR'],
  ['25/12/2025', 'en'],
  ['29/02/2023', 'pt-BR'],
  ['31/04/2025', 'pt-BR'],
  ['2025-13-01', 'pt-BR'],
  ['0000-00-00', 'pt-BR'],
  ['1899-12-31', 'pt-BR'],
  ['2200-01-01', 'pt-BR'],
  ['45000', 'pt-BR'],
  ['1/2', 'pt-BR'],
  ['01/02/025', 'pt-BR'],
  ['amanhã', 'pt-BR'],
  ['', 'pt-BR'],
])('%s in %s is no day', (text, locale) => {
  expect(readDay(text, locale)).toBeNull();
});

test.each(['pt-BR', 'en', 'es'])('what is written in %s is read back', (locale) => {
  expect(readDay(writeDay('2025-03-04', locale), locale)).toBe('2025-03-04');
});
