import { expect, test } from 'vitest';
import { sendRequest } from '#domain/conversations/request-rules.ts';
import { readTemplate } from '#domain/whatsapp/templates.ts';

const plain = { body: 'Olá', callbackId: 'c', replyTo: null, template: null };

test('text to a phone', () =>
  expect(sendRequest({ ...plain, address: { phone: '5511987654321' } })).toEqual({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+5511987654321',
    type: 'text',
    text: { preview_url: true, body: 'Olá' },
    biz_opaque_callback_data: 'c',
  }));

test('an answer to somebody without a phone', () => {
  const request = sendRequest({ ...plain, address: { userId: 'BR.22' }, replyTo: 'wamid.IN' });
  expect(request).toMatchObject({ recipient: 'BR.22', context: { message_id: 'wamid.IN' } });
  expect(request).not.toHaveProperty('to');
});

test('a template with what was filled in', () => {
  const template = readTemplate({
    name: 'pedido',
    language: 'pt_BR',
    category: 'UTILITY',
    parameterFormat: 'positional',
    components: [{ type: 'BODY', text: '{{1}}: {{2}}' }],
  });
  const values = { 'body.1': 'Ana', 'body.2': '860198' };
  expect(sendRequest({ ...plain, address: { phone: '5511' }, template: { template, values } })).toMatchObject(
    {
      type: 'template',
      template: {
        name: 'pedido',
        language: { code: 'pt_BR' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'Ana' },
              { type: 'text', text: '860198' },
            ],
          },
        ],
      },
    },
  );
});
