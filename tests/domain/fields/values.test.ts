import { describe, expect, test } from 'vitest';
import type { AnswerField, FieldValue } from '#domain/fields/types.ts';
import { formatFieldValue, parseFieldValue, readFieldValue, showFieldValue } from '#domain/fields/values.ts';

const choices = [
  { id: 7, name: 'Ouro' },
  { id: 8, name: 'Prata' },
  { id: 9, name: '2024' },
];
const field = (kind: AnswerField['kind']): AnswerField => ({
  kind,
  choices: kind === 'choice' ? choices : [],
});

describe('a cell is read', () => {
  test.each([
    ['text', '  Olá \n mundo ', 'Olá mundo'],
    ['text', "Robert'); DROP TABLE", "Robert'); DROP TABLE"],
    ['text', '=1+1', '=1+1'],
    ['number', '1.234,56', 1234.56],
    ['date', '25/12/2025', '2025-12-25'],
    ['choice', ' OURO ', 7],
    ['choice', '2024', 9],
    ['yes_no', 'Sim', true],
    ['yes_no', 'SÍ', true],
    ['yes_no', 'x', true],
    ['yes_no', 'não', false],
    ['yes_no', '0', false],
    ['text', ' \u3164 ', null],
    ['number', '', null],
    ['yes_no', ' ', null],
  ] as const)('%s: %j is %j', (kind, text, value) => {
    expect(parseFieldValue(field(kind), text, 'pt-BR')).toEqual({ ok: true, value });
  });

  test.each([
    ['text', 'a\u0000b', 'bad_characters'],
    ['text', '\ud800', 'bad_characters'],
    ['text', 'a'.repeat(501), 'too_long'],
    ['number', 'dez', 'bad_number'],
    ['date', '12/25/2025', 'bad_date'],
    ['choice', 'Bronze', 'unknown_choice'],
    ['choice', '7', 'unknown_choice'],
    ['yes_no', 'talvez', 'bad_yes_no'],
  ] as const)('%s: %j is refused as %s', (kind, text, code) => {
    expect(parseFieldValue(field(kind), text, 'pt-BR')).toMatchObject({ ok: false, problem: { code } });
  });

  test('500 letters are not too many, however they are stored', () => {
    expect(parseFieldValue(field('text'), '😀'.repeat(500), 'en').ok).toBe(true);
  });
});

describe('what a form sends is read', () => {
  test.each([
    ['number', 1.5, 1.5],
    ['number', '1,5', 1.5],
    ['number', -0, 0],
    ['choice', 8, 8],
    ['choice', '8', 8],
    ['yes_no', false, false],
    ['yes_no', 'true', true],
    ['date', '2025-12-25', '2025-12-25'],
    ['text', null, null],
    ['choice', '', null],
  ] as const)('%s: %j is %j', (kind, sent, value) => {
    expect(readFieldValue(field(kind), sent, 'pt-BR')).toEqual({ ok: true, value });
  });

  test.each([
    ['number', Number.NaN, 'bad_number'],
    ['number', Number.POSITIVE_INFINITY, 'bad_number'],
    ['number', 2 ** 53 + 2, 'bad_number'],
    ['text', 5, 'invalid'],
    ['choice', 'Ouro', 'invalid'],
    ['choice', 99, 'gone'],
    ['choice', -1, 'gone'],
    ['choice', true, 'invalid'],
    ['yes_no', 1, 'invalid'],
    ['text', ['a'], 'invalid'],
    ['text', { a: 1 }, 'invalid'],
    ['date', true, 'invalid'],
  ] as const)('%s: %j is refused as %s', (kind, sent, code) => {
    expect(readFieldValue(field(kind), sent, 'pt-BR')).toMatchObject({ ok: false, problem: { code } });
  });
});

const VALUES: [AnswerField['kind'], FieldValue][] = [
  ['text', '=SOMA(A1)'],
  ['number', -1234567.891],
  ['number', 0],
  ['date', '2025-02-03'],
  ['choice', 9],
  ['yes_no', true],
  ['yes_no', false],
  ['text', null],
];

test.each(['pt-BR', 'en', 'es'] as const)('in %s what is exported is read back as it was', (locale) => {
  for (const [kind, value] of VALUES) {
    const text = formatFieldValue(field(kind), value, locale);
    expect(parseFieldValue(field(kind), text, locale), `${kind} ${text}`).toEqual({ ok: true, value });
    const shown = showFieldValue(field(kind), value, locale);
    expect(parseFieldValue(field(kind), shown, locale), `${kind} ${shown}`).toEqual({ ok: true, value });
  }
});
