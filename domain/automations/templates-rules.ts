import { NO_CONDITIONS } from './edit-rules.ts';
import type { Definition } from './types.ts';

export const AUTOMATION_TEMPLATES = ['welcome', 'follow_up', 'big_win', 'hand_over', 'win_back'] as const;
export type AutomationTemplate = (typeof AUTOMATION_TEMPLATES)[number];

/** What a template says to people, in the language of whoever begins with it. */
export type TemplateWords = Record<
  | 'welcomeText'
  | 'followUpText'
  | 'followUpTask'
  | 'bigWinText'
  | 'handOverText'
  | 'handOverTask'
  | 'winBackText',
  string
>;

/** What there is in the workspace that a template may mean; what it does not find stays open. */
export type TemplatePieces = {
  statuses: { id: number; name: string; kind: 'open' | 'won' | 'lost' }[];
  /** Custom fields; the first number may be the size of a deal. */
  fields: { id: number; kind: string }[];
};

/** A definition to begin with; what has to be chosen (a template of WhatsApp, say) is still open. */
export function definitionFrom(
  template: AutomationTemplate,
  words: TemplateWords,
  pieces: TemplatePieces,
): Definition {
  switch (template) {
    case 'welcome':
      return {
        trigger: { kind: 'contact_created', ways: ['webhook', 'import', 'api_key'] },
        conditions: { ...NO_CONDITIONS, repeat: 'once' },
        steps: [{ key: 'welcome', kind: 'send', numberId: null, text: words.welcomeText, template: null }],
      };
    case 'follow_up':
      return followUp(words);
    case 'big_win':
      return bigWin(words, pieces);
    case 'hand_over':
      return handOver(words, pieces);
    case 'win_back':
      return winBack(words, pieces);
  }
}

function followUp(words: TemplateWords): Definition {
  return {
    trigger: { kind: 'no_answer_from_them', hours: 48, inWorkingTime: false },
    conditions: {
      ...NO_CONDITIONS,
      filter: 'all(status.kind:open)',
      hours: 'workspace',
      repeat: 'every_days',
      repeatDays: 7,
    },
    steps: [
      { key: 'remind', kind: 'send', numberId: null, text: words.followUpText, template: null },
      { key: 'wait', kind: 'wait', minutes: 2 * 24 * 60, untilWorkingTime: true, untilAnswer: true },
      {
        key: 'answered',
        kind: 'branch',
        question: { kind: 'answered' },
        then: [],
        otherwise: [
          { key: 'call', kind: 'task', title: words.followUpTask, dueDays: 1, to: { kind: 'owner' } },
        ],
      },
    ],
  };
}

function bigWin(words: TemplateWords, { statuses, fields }: TemplatePieces): Definition {
  const amount = fields.find(({ kind }) => kind === 'number');
  return {
    trigger: { kind: 'status_changed', from: [], to: idsOf(statuses, 'won') },
    conditions: { ...NO_CONDITIONS, filter: amount ? `all(f${amount.id}.ge:10000)` : '' },
    steps: [
      {
        key: 'tell',
        kind: 'notify',
        to: { kind: 'role', role: 'manager' },
        text: words.bigWinText,
        byEmail: true,
      },
    ],
  };
}

function handOver(words: TemplateWords, { statuses }: TemplatePieces): Definition {
  const qualified = statuses.find(({ name, kind }) => kind === 'open' && /qualif|calific/i.test(name));
  return {
    trigger: { kind: 'status_changed', from: [], to: qualified ? [qualified.id] : [] },
    conditions: NO_CONDITIONS,
    steps: [
      { key: 'give', kind: 'owner', assignment: 'fewest_open', userIds: [] },
      { key: 'tell', kind: 'notify', to: { kind: 'owner' }, text: words.handOverText, byEmail: false },
      { key: 'task', kind: 'task', title: words.handOverTask, dueDays: 1, to: { kind: 'owner' } },
    ],
  };
}

function winBack(words: TemplateWords, { statuses }: TemplatePieces): Definition {
  const [open] = idsOf(statuses, 'open');
  return {
    trigger: { kind: 'days_in_status', statusIds: idsOf(statuses, 'lost'), days: 60 },
    conditions: { ...NO_CONDITIONS, hours: 'workspace', repeat: 'every_days', repeatDays: 180 },
    steps: [
      { key: 'write', kind: 'send', numberId: null, text: words.winBackText, template: null },
      { key: 'wait', kind: 'wait', minutes: 7 * 24 * 60, untilWorkingTime: false, untilAnswer: true },
      {
        key: 'answered',
        kind: 'branch',
        question: { kind: 'answered' },
        then: [{ key: 'reopen', kind: 'status', statusId: open ?? 0 }],
        otherwise: [],
      },
    ],
  };
}

function idsOf(statuses: TemplatePieces['statuses'], kind: 'open' | 'won' | 'lost'): number[] {
  return statuses.filter((one) => one.kind === kind).map(({ id }) => id);
}
