import type { Conditions, Definition } from '../automations/types.ts';
import type { Cast } from './story.ts';

/** For how long the demo's won leads have been told of by themselves. */
export const TOLD_DAYS = 14;

const ANYBODY: Conditions = { filter: '', hours: null, repeat: 'always', repeatDays: null };
const DAY_MINUTES = 24 * 60;

/** What somebody has to do for a lead that was won; variables are filled in as the steps do. */
export const WON_TEXT = '{{full_name|Um contato}} fechou. Responsável: {{owner|ninguém}}.';
export const WON_TASK = 'Combinar a data da instalação com {{first_name|o cliente}}';
export const WON_TASK_DAYS = 2;
export const WON_NAME = 'Avisar o gerente quando um lead fecha';

type Plan = { name: string; definition: Definition };

/** The automations of the demo, over its statuses and templates. */
export function automationPlans({ statusIds }: Pick<Cast, 'statusIds'>): Plan[] {
  return [
    { name: 'Boas-vindas a quem escreve pela primeira vez', definition: welcome() },
    { name: WON_NAME, definition: won(statusIds.at(-1) ?? 0) },
    { name: 'Retomar depois de 2 dias sem resposta', definition: followUp() },
  ];
}

function welcome(): Definition {
  return {
    trigger: { kind: 'contact_created', ways: ['webhook'] },
    conditions: { ...ANYBODY, repeat: 'once' },
    steps: [
      {
        key: 'ola',
        kind: 'send',
        numberId: null,
        text: 'Olá, {{first_name|tudo bem}}. Aqui é da {{workspace}}. Um de nossos consultores responde em instantes. Para adiantar: qual é o valor médio da sua conta de luz?',
        template: { name: 'boas_vindas', language: 'pt_BR', values: {} },
      },
      { key: 'espera', kind: 'wait', minutes: DAY_MINUTES, untilWorkingTime: false, untilAnswer: true },
      {
        key: 'respondeu',
        kind: 'branch',
        question: { kind: 'answered' },
        then: [
          {
            key: 'avisa',
            kind: 'notify',
            to: { kind: 'owner' },
            text: '{{full_name|Um contato}} respondeu às boas-vindas.',
            byEmail: false,
          },
        ],
        otherwise: [
          {
            key: 'liga',
            kind: 'task',
            title: 'Ligar para {{full_name|o contato}}, que não respondeu',
            dueDays: 1,
            to: { kind: 'owner' },
          },
        ],
      },
    ],
  };
}

function won(statusId: number): Definition {
  return {
    trigger: { kind: 'status_changed', from: [], to: [statusId] },
    conditions: ANYBODY,
    steps: [
      {
        key: 'avisa',
        kind: 'notify',
        to: { kind: 'role', role: 'manager' },
        text: WON_TEXT,
        byEmail: false,
      },
      {
        key: 'instala',
        kind: 'task',
        title: WON_TASK,
        dueDays: WON_TASK_DAYS,
        to: { kind: 'owner' },
      },
    ],
  };
}

function followUp(): Definition {
  return {
    trigger: { kind: 'no_answer_from_them', hours: 48, inWorkingTime: false },
    conditions: { ...ANYBODY, filter: 'all(status.kind:open)', repeat: 'every_days', repeatDays: 14 },
    steps: [
      {
        key: 'retoma',
        kind: 'send',
        numberId: null,
        text: 'Olá, {{first_name|tudo bem}}. Conseguiu pensar sobre o nosso orçamento?',
        template: {
          name: 'retomar_conversa',
          language: 'pt_BR',
          values: { 'body.nome': '{{first_name|tudo bem}}', 'body.assunto': 'o seu orçamento' },
        },
      },
      { key: 'espera', kind: 'wait', minutes: 3 * DAY_MINUTES, untilWorkingTime: false, untilAnswer: true },
      {
        key: 'respondeu',
        kind: 'branch',
        question: { kind: 'answered' },
        then: [{ key: 'fim', kind: 'stop' }],
        otherwise: [
          {
            key: 'liga',
            kind: 'task',
            title: 'Ligar para {{full_name|o contato}}: sem resposta há 5 dias',
            dueDays: 1,
            to: { kind: 'owner' },
          },
        ],
      },
    ],
  };
}
