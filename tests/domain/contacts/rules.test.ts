import { expect, test } from 'vitest';
import { changedFields, clashingFields, isEmail, parseWebsite } from '#domain/contacts/rules.ts';

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

const seen = { name: 'Ana', company: 'X' };
test.each([
  ['nobody else', seen, { name: 'Bia' }, []],
  ['another field', { ...seen, company: 'Y' }, { name: 'Bia' }, []],
  ['the same field', { ...seen, name: 'Eva' }, { name: 'Bia' }, ['name']],
  ['the same field to the same', { ...seen, name: 'Bia' }, { name: 'Bia' }, []],
  ['both fields, one of them mine', { name: 'Eva', company: 'Y' }, { name: 'Bia' }, ['name']],
])('somebody changed %s', (_what, current, edited, expected) => {
  expect(clashingFields(seen, current, edited)).toEqual(expected);
});
