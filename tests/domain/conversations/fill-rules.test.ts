import { expect, test } from 'vitest';
import { suggestValues } from '#domain/conversations/fill-rules.ts';
import { readTemplate } from '#domain/whatsapp/templates.ts';

const FACTS = {
  firstName: 'Ana',
  company: 'Padaria',
  owner: 'Bia',
  me: 'Caio',
  phone: '(11) 90000-0000',
  email: 'ana@exemplo.com',
  origin: 'Google',
};

const template = (text: string, parameterFormat: 'positional' | 'named' = 'positional') =>
  readTemplate({
    name: 'x',
    language: 'pt_BR',
    category: 'UTILITY',
    parameterFormat,
    components: [{ type: 'BODY', text }],
  });

test.each<[string, Record<string, string>]>([
  ['Olá {{1}}, tudo bem?', { 'body.1': 'Ana' }],
  ['Oi, {{1}}! Sobre {{2}}', { 'body.1': 'Ana' }],
  ['Hola {{1}}', { 'body.1': 'Ana' }],
  ['Dear {{1}}', { 'body.1': 'Ana' }],
  ['Seu pedido {{1}} saiu', {}],
  ['A oitava {{1}}', {}],
  ['Sem variáveis', {}],
])('%s', (text, values) => expect(suggestValues(template(text), FACTS)).toEqual(values));

test.each<[string, string | undefined]>([
  ['first_name', 'Ana'],
  ['nome_do_cliente', 'Ana'],
  ['company_name', 'Padaria'],
  ['atendente', 'Bia'],
  ['telefone', '(11) 90000-0000'],
  ['email', 'ana@exemplo.com'],
  ['order_number', undefined],
])('a variable called %s', (key, value) =>
  expect(suggestValues(template(`Sobre {{${key}}}`, 'named'), FACTS)[`body.${key}`]).toBe(value),
);

test("nobody's lead is written to by whoever writes", () =>
  expect(suggestValues(template('{{vendedor}}', 'named'), { ...FACTS, owner: '' })).toEqual({
    'body.vendedor': 'Caio',
  }));
