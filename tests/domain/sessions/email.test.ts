import { expect, test } from 'vitest';
import { accountEmail } from '#domain/sessions/email.ts';

test.each<[unknown, string | null]>([
  ['ana@empresa.com.br', 'ana@empresa.com.br'],
  ['  Ana.Souza+crm@Empresa.COM.BR ', 'ana.souza+crm@empresa.com.br'],
  ['admin@demo.local', 'admin@demo.local'],
  ['a@b', 'a@b'],
  ['', null],
  ['ana', null],
  ['ana@', null],
  ['@empresa.com', null],
  ['ana@@empresa.com', null],
  ['ana@empresa..com', null],
  ['ana souza@empresa.com', null],
  ['ana@empresa.com\u0000', null],
  ['ana@empresa.com\nbcc: x@y.z', null],
  ['\u212aarl@empresa.com', null],
  [`${'a'.repeat(65)}@b.com`, null],
  [`a@${'b'.repeat(260)}`, null],
  [null, null],
  [['ana@empresa.com'], null],
  [{ toString: () => 'ana@empresa.com' }, null],
])('%j is %j', (value, expected) => {
  expect(accountEmail(value)).toBe(expected);
});
