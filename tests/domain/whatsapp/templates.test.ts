import { describe, expect, test } from 'vitest';
import { isFillable, readTemplate } from '#domain/whatsapp/templates.ts';

const stored = (components: unknown, parameterFormat: 'positional' | 'named' = 'positional') => ({
  name: 'a',
  language: 'pt_BR',
  category: 'UTILITY' as const,
  parameterFormat,
  components,
});
const variables = (components: unknown) => readTemplate(stored(components)).variables;

describe('variables', () => {
  test.each([
    ['none', [{ type: 'BODY', text: 'Olá' }], []],
    [
      'positional, in the order of their numbers, each once',
      [{ type: 'BODY', text: '{{2}} {{1}} {{2}}', example: { body_text: [['um', 'dois']] } }],
      [
        { key: '1', where: 'body', example: 'um' },
        { key: '2', where: 'body', example: 'dois' },
      ],
    ],
    [
      'named, as they come',
      [
        {
          type: 'BODY',
          text: '{{nome}}, {{ data }}',
          example: { body_text_named_params: [{ param_name: 'data', example: '12/12' }] },
        },
      ],
      [
        { key: 'nome', where: 'body', example: '' },
        { key: 'data', where: 'body', example: '12/12' },
      ],
    ],
    [
      'of a header and a body apart',
      [
        { type: 'HEADER', format: 'TEXT', text: 'Pedido {{1}}', example: { header_text: ['A1'] } },
        { type: 'BODY', text: '{{1}}', example: { body_text: [['Ana']] } },
      ],
      [
        { key: '1', where: 'header', example: 'A1' },
        { key: '1', where: 'body', example: 'Ana' },
      ],
    ],
    [
      'a picture above',
      [{ type: 'HEADER', format: 'IMAGE' }],
      [{ key: 'link', where: 'header', example: '' }],
    ],
    [
      'the end of a link, and a code to copy',
      [
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Sim' },
            { type: 'URL', text: 'Ver', url: 'https://a.example/{{1}}', example: ['https://a.example/x'] },
            { type: 'COPY_CODE', text: 'Copiar', example: 'SOL10' },
            { type: 'URL', text: 'Site', url: 'https://a.example/' },
          ],
        },
      ],
      [
        { key: '1', where: 'button', example: 'x' },
        { key: '2', where: 'button', example: 'SOL10' },
      ],
    ],
  ])('%s', (_what, components, expected) => {
    expect(variables(components)).toEqual(expected);
  });

  test.each([null, 'x', 5, {}, [null], [{ type: 5 }], [{ type: 'BODY', text: null, example: 3 }]])(
    'what Meta should never say (%j) breaks nothing',
    (components) => {
      expect(variables(components)).toEqual([]);
    },
  );
});

describe('isFillable', () => {
  const body = { type: 'BODY', text: 'Olá' };
  test.each([
    [true, 'a text', [body]],
    [true, 'a picture above', [{ type: 'HEADER', format: 'IMAGE' }, body]],
    [
      true,
      'buttons',
      [body, { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'a' }, { type: 'QUICK_REPLY' }] }],
    ],
    [false, 'no text', [{ type: 'FOOTER', text: 'a' }]],
    [false, 'a carousel', [body, { type: 'CAROUSEL', cards: [] }]],
    [false, 'a place above', [{ type: 'HEADER', format: 'LOCATION' }, body]],
    [false, 'a flow', [body, { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'a' }] }]],
    [false, 'an offer with a clock', [body, { type: 'LIMITED_TIME_OFFER' }]],
    [false, 'nothing that can be read', 'x'],
  ])('%s: %s', (expected, _what, components) => {
    expect(isFillable(stored(components))).toBe(expected);
  });

  test('codes for signing in are not sent by people', () => {
    expect(isFillable({ ...stored([body]), category: 'AUTHENTICATION' })).toBe(false);
  });
});
