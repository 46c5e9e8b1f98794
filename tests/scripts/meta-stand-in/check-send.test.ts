import { describe, expect, test } from 'vitest';
import { checkSend } from '#scripts/meta-stand-in/check-send.ts';
import { makeWorld } from '#scripts/meta-stand-in/world.ts';

const { numbers, templates } = makeWorld();
const [number] = numbers;
if (!number) throw new Error('no number');
const check = (body: unknown) => checkSend(body, { number, templates });

const base = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '+5521990001234' };
const bodyOf = (...texts: string[]) => ({
  type: 'body',
  parameters: texts.map((text) => ({ type: 'text', text })),
});
const named = (values: Record<string, string>) => ({
  type: 'body',
  parameters: Object.entries(values).map(([parameter_name, text]) => ({
    type: 'text',
    parameter_name,
    text,
  })),
});
const template = (name: string, components?: object[], language = 'pt_BR') => ({
  ...base,
  type: 'template',
  template: { name, language: { code: language }, ...(components && { components }) },
});
const buttons = (...titles: string[]) => ({
  ...base,
  type: 'interactive',
  interactive: {
    type: 'button',
    body: { text: 'Posso ligar amanhã?' },
    action: { buttons: titles.map((title, id) => ({ type: 'reply', reply: { id: String(id), title } })) },
  },
});
const list = (rows: number) => ({
  ...base,
  type: 'interactive',
  interactive: {
    type: 'list',
    body: { text: 'Qual plano?' },
    action: {
      button: 'Planos',
      sections: [{ rows: Array.from({ length: rows }, (_, id) => ({ id: `r${id}`, title: `Plano ${id}` })) }],
    },
  },
});

describe('documented requests are taken', () => {
  test.each([
    [
      'text',
      {
        ...base,
        type: 'text',
        text: { preview_url: false, body: 'Bom dia' },
        biz_opaque_callback_data: 'a1',
      },
    ],
    ['text without a type', { ...base, text: { body: 'Bom dia' } }],
    ['reply', { ...base, type: 'text', context: { message_id: 'wamid.A' }, text: { body: 'Sim' } }],
    [
      'to a user id',
      { messaging_product: 'whatsapp', recipient: 'BR.91827364', type: 'text', text: { body: 'Oi' } },
    ],
    [
      'positional template',
      template('proposta_pronta', [
        bodyOf('Ana', '20/12'),
        { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'A1' }] },
      ]),
    ],
    ['named template', template('retomar_conversa', [named({ nome: 'Ana', assunto: 'o telhado' })])],
    ['template without variables', template('boas_vindas')],
    ['interactive buttons', buttons('Sim', 'Não')],
    ['interactive list', list(3)],
    [
      'request for contact info',
      {
        ...base,
        type: 'interactive',
        interactive: {
          type: 'request_contact_info',
          body: { text: 'Qual é o seu número?' },
          action: { name: 'request_contact_info' },
        },
      },
    ],
    [
      'mark as read, with typing',
      {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: 'wamid.A',
        typing_indicator: { type: 'text' },
      },
    ],
  ])('%s', (_what, body) => {
    expect(check(body)).not.toHaveProperty('code');
  });
});

describe('what is wrong is refused with its documented code', () => {
  test.each([
    ['no object', 'text', 100],
    ['no product', { to: base.to, text: { body: 'a' } }, 100],
    ['nobody to send to', { messaging_product: 'whatsapp', text: { body: 'a' } }, 131008],
    ['no phone number', { ...base, to: 'Ana', text: { body: 'a' } }, 131009],
    ['no user id', { messaging_product: 'whatsapp', recipient: 'br.1', text: { body: 'a' } }, 131009],
    ['to itself', { ...base, to: `+${number.displayPhone}`, text: { body: 'a' } }, 131021],
    ['to a group', { ...base, recipient_type: 'group', text: { body: 'a' } }, 131009],
    ['no text', { ...base, type: 'text' }, 131008],
    ['empty text', { ...base, type: 'text', text: { body: '  ' } }, 131008],
    ['text of 4097 letters', { ...base, text: { body: 'é'.repeat(4_097) } }, 100],
    ['a type that is none', { ...base, type: 'pigeon', pigeon: {} }, 131051],
    ['a reply to nothing', { ...base, context: {}, text: { body: 'a' } }, 131009],
    [
      'callback data that is too long',
      { ...base, text: { body: 'a' }, biz_opaque_callback_data: 'a'.repeat(513) },
      100,
    ],
    ['read without a message', { messaging_product: 'whatsapp', status: 'read' }, 131008],
    ['template that is not there', template('nada'), 132001],
    ['template in another language', template('boas_vindas', [], 'es'), 132001],
    ['template that is not approved', template('promocao_verao', [bodyOf('Ana', '10%')]), 132001],
    ['too few parameters', template('retomar_conversa', [named({ nome: 'Ana' })]), 132000],
    ['parameters without names', template('retomar_conversa', [bodyOf('Ana', 'o telhado')]), 132012],
    ['an empty parameter', template('follow_up', [named({ first_name: '' })], 'en_US'), 131008],
    ['line ends in a parameter', template('follow_up', [named({ first_name: 'A\nna' })], 'en_US'), 132018],
    ['a button without its parameter', template('proposta_pronta', [bodyOf('Ana', '20/12')]), 131008],
    ['four buttons', buttons('1', '2', '3', '4'), 131009],
    ['a button of 21 letters', buttons('x'.repeat(21)), 131009],
    ['eleven rows', list(11), 131009],
  ])('%s', (_what, body, code) => {
    expect(check(body)).toMatchObject({ code });
  });
});
