import { expect, test } from 'vitest';
import { isOptOut } from '#domain/consents/opt-out-words.ts';

const WORDS = ['SAIR', 'PARAR', 'Não quero mais', 'STOP', '  ', '!'];

test.each<[string, boolean]>([
  ['SAIR', true],
  ['sair', true],
  ['  Sair.  ', true],
  ['"SAIR"!!!', true],
  ['s\u00e1ir', true],
  ['ＳＴＯＰ', true],
  ['Stop 🙏🏽', true],
  ['🛑STOP🛑', true],
  ['*parar*', true],
  ['PARAR\n', true],
  ['P\u200barar', true],
  ['nao quero mais', true],
  ['NÃO   QUERO, MAIS…', true],
  ['Quero sair', false],
  ['Não vou parar agora', false],
  ['saire', false],
  ['s a i r', false],
  ['STOPPED', false],
  ['', false],
  ['   ', false],
  ['!', false],
  ['🙏', false],
  [`${'sair '.repeat(50)}`, false],
])('%j asks for silence: %s', (text, isOne) => expect(isOptOut(text, WORDS)).toBe(isOne));

test('no words, no way to ask', () => expect(isOptOut('SAIR', [])).toBe(false));

test('a very long message is read in no time', () => {
  expect(isOptOut('sair'.repeat(1_000_000), WORDS)).toBe(false);
});
