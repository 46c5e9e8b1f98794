import { describe, expect, test } from 'vitest';
import { DEMO_TEMPLATES } from '#domain/demo/whatsapp-templates.ts';
import {
  missingValues,
  renderTemplate,
  templateComponents,
  templateText,
} from '#domain/whatsapp/template-text.ts';
import { readTemplate } from '#domain/whatsapp/templates.ts';
import { checkSend } from '#scripts/meta-stand-in/check-send.ts';
import { makeWorld } from '#scripts/meta-stand-in/world.ts';

const read = (name: string) => {
  const found = DEMO_TEMPLATES.find((template) => template.name === name);
  if (!found) throw new Error(name);
  const parameterFormat = found.parameter_format === 'NAMED' ? ('named' as const) : ('positional' as const);
  return readTemplate({ ...found, parameterFormat });
};
const visit = read('confirmacao_visita');
const filled = { 'header.1': 'sexta', 'body.1': 'Ana', 'body.2': '12/12', 'body.3': '9h' };

describe('renderTemplate', () => {
  test('fills in every variable where it stands', () => {
    expect(renderTemplate(visit, filled)).toEqual({
      header: { format: 'text', text: 'Visita técnica de sexta' },
      body: 'Olá, Ana. Sua visita técnica está marcada para 12/12 às 9h. O técnico leva os documentos.',
      footer: '',
      buttons: [
        { type: 'quick_reply', text: 'Confirmar', url: null },
        { type: 'quick_reply', text: 'Remarcar', url: null },
      ],
    });
  });

  test('leaves what is missing as it is written', () => {
    expect(renderTemplate(visit, { 'body.1': '  ' }).body).toContain('Olá, {{1}}.');
    expect(missingValues(visit, { ...filled, 'body.2': ' ' })).toEqual([
      { key: '2', where: 'body', example: '12/12/2026' },
    ]);
    expect(missingValues(visit, filled)).toEqual([]);
  });

  test.each([
    ['a value that looks like a variable', '{{2}}', '{{2}}'],
    ['one that looks like a replacement pattern', "$& $1 $'", "$& $1 $'"],
    ['line ends and gaps, which Meta refuses', ' Ana\n\tMaria     Silva ', 'Ana Maria Silva'],
  ])('%s goes in as it is', (_what, value, shown) => {
    const { body } = renderTemplate(visit, { ...filled, 'body.1': value });
    expect(body).toContain(`Olá, ${shown}. Sua visita técnica está marcada para 12/12`);
  });

  test('names of every object are no values', () => {
    const odd = { ...visit, variables: [{ key: 'constructor', where: 'body' as const, example: '' }] };
    expect(missingValues(odd, {})).toHaveLength(1);
  });

  test('a link shows its end filled in', () => {
    const values = { 'body.1': 'Ana', 'body.2': '20/12', 'button.0': 'A77' };
    expect(renderTemplate(read('proposta_pronta'), values).buttons[0]?.url).toBe(
      'https://valedoipe.example/propostas/A77',
    );
  });
});

test('as one text it is header, body and footer', () => {
  const values = { 'body.nome': 'Ana', 'body.assunto': 'o telhado' };
  expect(templateText(read('retomar_conversa'), values)).toBe(
    'Olá, Ana. Ficamos de continuar nossa conversa sobre o telhado. Podemos retomar por aqui?\n\nResponda SAIR para não receber mais mensagens',
  );
});

describe('templateComponents', () => {
  const world = makeWorld();
  test.each(DEMO_TEMPLATES.filter(({ status }) => status === 'APPROVED').map(({ name }) => name))(
    '%s filled in is what Meta takes',
    (name) => {
      const template = read(name);
      const values = Object.fromEntries(
        template.variables.map(({ where, key }) => [`${where}.${key}`, 'valor']),
      );
      const body = {
        messaging_product: 'whatsapp',
        to: '+5521990001234',
        type: 'template',
        template: {
          name,
          language: { code: template.language },
          components: templateComponents(template, values),
        },
      };
      const [number] = world.numbers;
      if (!number) throw new Error('no number');
      expect(checkSend(body, { number, templates: world.templates })).toMatchObject({ kind: 'message' });
    },
  );

  test('a picture above goes by its link', () => {
    const template = readTemplate({
      name: 'a',
      language: 'pt_BR',
      category: 'MARKETING',
      parameterFormat: 'positional',
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'Olá' },
      ],
    });
    expect(templateComponents(template, { 'header.link': 'https://a.example/p.png' })).toEqual([
      { type: 'header', parameters: [{ type: 'image', image: { link: 'https://a.example/p.png' } }] },
    ]);
  });
});
