import type { TemplateCategory } from '#db/whatsapp-values.ts';

/** What Meta calls the demo's number, and the account that holds it and its templates. */
export const DEMO_NUMBER_ID = '106540352242922';
export const DEMO_ACCOUNT_ID = '102290129340398';
/** Brazilian networks assign no mobile that begins with 90. */
export const DEMO_PHONE = '5511900010010';
export const DEMO_VERIFIED_NAME = 'Vale do Ipê Energia Solar';

/** A message template in Meta's own shape (GET /{account}/message_templates). */
export type MetaTemplate = {
  name: string;
  language: string;
  status: string;
  category: TemplateCategory;
  parameter_format: 'POSITIONAL' | 'NAMED';
  components: object[];
};

const quickReplies = (...texts: string[]) => ({
  type: 'BUTTONS',
  buttons: texts.map((text) => ({ type: 'QUICK_REPLY', text })),
});

/** The templates of the demo's account: some of each kind that a team has, one of them not approved. */
export const DEMO_TEMPLATES: readonly MetaTemplate[] = [
  {
    name: 'retomar_conversa',
    language: 'pt_BR',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Olá, {{nome}}. Ficamos de continuar nossa conversa sobre {{assunto}}. Podemos retomar por aqui?',
        example: {
          body_text_named_params: [
            { param_name: 'nome', example: 'Ana' },
            { param_name: 'assunto', example: 'o seu orçamento' },
          ],
        },
      },
      { type: 'FOOTER', text: 'Responda SAIR para não receber mais mensagens' },
      quickReplies('Podemos sim', 'Agora não'),
    ],
  },
  {
    name: 'confirmacao_visita',
    language: 'pt_BR',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'HEADER',
        format: 'TEXT',
        text: 'Visita técnica de {{1}}',
        example: { header_text: ['sábado'] },
      },
      {
        type: 'BODY',
        text: 'Olá, {{1}}. Sua visita técnica está marcada para {{2}} às {{3}}. O técnico leva os documentos.',
        example: { body_text: [['Ana', '12/12/2026', '09:00']] },
      },
      quickReplies('Confirmar', 'Remarcar'),
    ],
  },
  {
    name: 'proposta_pronta',
    language: 'pt_BR',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: '{{1}}, sua proposta ficou pronta. Ela vale até {{2}}.',
        example: { body_text: [['Ana', '20/12/2026']] },
      },
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'Ver proposta',
            url: 'https://valedoipe.example/propostas/{{1}}',
            example: ['https://valedoipe.example/propostas/A1024'],
          },
        ],
      },
    ],
  },
  {
    name: 'boas_vindas',
    language: 'pt_BR',
    status: 'APPROVED',
    category: 'MARKETING',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Obrigado por falar com a Vale do Ipê. Um de nossos consultores responde em instantes.',
      },
    ],
  },
  {
    name: 'follow_up',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'NAMED',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{first_name}}, may we go on with your request?',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] },
      },
    ],
  },
  {
    name: 'promocao_verao',
    language: 'pt_BR',
    status: 'PENDING',
    category: 'MARKETING',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: '{{1}}, neste verão a instalação sai com {{2}} de desconto.',
        example: { body_text: [['Ana', '10%']] },
      },
      { type: 'FOOTER', text: 'Responda SAIR para não receber mais mensagens' },
    ],
  },
];
