import { describe, expect, test } from 'vitest';
import { changedFields, compareEdits, isEmail, parseWebsite, readSearch } from '#domain/contacts/rules.ts';

describe('a search box', () => {
  test.each([
    ['', { kind: 'everything' }],
    ['  ', { kind: 'everything' }],
    ['jo', { kind: 'prefix', text: 'jo' }],
    ['É', { kind: 'prefix', text: 'e' }],
    ['jo s', { kind: 'prefix', text: 'jo s' }],
    ['João Sá', { kind: 'words', words: ['joao', 'sa'] }],
    ['100%', { kind: 'words', words: ['100%'] }],
    ['+55 (11) 91234-5678', { kind: 'phone', digits: '5511912345678' }],
    ['1234', { kind: 'phone', digits: '1234' }],
    ['12', { kind: 'prefix', text: '12' }],
    ['%%%%', { kind: 'prefix', text: '%%%%' }],
    ['a.b.c', { kind: 'prefix', text: 'a.b.c' }],
    ['maria 1234', { kind: 'words', words: ['maria', '1234'] }],
  ])('%s', (q, expected) => expect(readSearch(q)).toEqual(expected));

  test('a whole novel is cut to a few words', () => {
    expect(readSearch('palavra '.repeat(50))).toMatchObject({ kind: 'words', words: { length: 8 } });
  });
});

test.each([
  ['ana@exemplo.com.br', true],
  ['Ana.Souza+crm@EXEMPLO.com', true],
  ["o'neil@exemplo.com", true],
  ['josé@ação.com.br', true],
  ['ana@exemplo', false],
  ['ana', false],
  ['@exemplo.com', false],
  ['ana@@exemplo.com', false],
  ['ana souza@exemplo.com', false],
  ['.ana@exemplo.com', false],
  ['a..na@exemplo.com', false],
  ['ana.@exemplo.com', false],
  ['ana@-exemplo.com', false],
  ['ana@exemplo..com', false],
  ['<ana@exemplo.com>', false],
  ['ana@exemplo.com\nbcc:x@y.z', false],
  [`${'a'.repeat(65)}@exemplo.com`, false],
])('e-mail %s: %s', (line, expected) => expect(isEmail(line)).toBe(expected));

test.each([
  ['exemplo.com.br', 'https://exemplo.com.br'],
  ['Exemplo.com.br/', 'https://exemplo.com.br'],
  ['http://exemplo.com/loja?x=1#y', 'http://exemplo.com/loja?x=1#y'],
  ['HTTPS://exemplo.com', 'https://exemplo.com'],
  ['exemplo.com:8080', 'https://exemplo.com:8080'],
  ['ação.com.br', 'https://xn--ao-siap.com.br'],
  ['javascript:alert(1)', null],
  ['JaVaScRiPt:alert(1)//exemplo.com', null],
  ['java\tscript:alert(1)', null],
  ['data:text/html,<script>', null],
  ['vbscript:x', null],
  ['ftp://exemplo.com', null],
  ['//exemplo.com', 'https://exemplo.com'],
  ['https://user:pass@exemplo.com', null],
  ['user@exemplo.com', null],
  ['http://127.0.0.1', null],
  ['http://[::1]/', null],
  ['http://0x7f.1', null],
  ['localhost', null],
  ['exemplo', null],
  ['https://', null],
  ['exemplo.com/a b', null],
  ['https://exemplo.com\\@evil.com', null],
  ['javascript:alert(1)@exemplo.com', null],
])('website %s', (line, expected) => expect(parseWebsite(line)).toBe(expected));

test('only what is asked for and differs counts as changed', () => {
  const before = { a: 1, b: null as number | null, c: 'x' };
  expect(changedFields(before, {})).toEqual([]);
  expect(changedFields(before, { a: 1, b: null })).toEqual([]);
  expect(changedFields(before, { a: 2, b: 3, c: undefined })).toEqual(['a', 'b']);
});

test('two edits of one contact', () => {
  const seen = { name: 'Ana', company: 'X', city: 'SP' };
  expect(compareEdits(seen, { ...seen, company: 'Y' }, { name: 'Bia' })).toEqual({
    clashes: [],
    others: ['company'],
  });
  expect(compareEdits(seen, { ...seen, company: 'Y', name: 'Eva' }, { name: 'Bia' })).toEqual({
    clashes: ['name'],
    others: ['company'],
  });
  expect(compareEdits(seen, { ...seen, name: 'Bia' }, { name: 'Bia' })).toEqual({
    clashes: [],
    others: ['name'],
  });
});
