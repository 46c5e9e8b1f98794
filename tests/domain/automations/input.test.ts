import { describe, expect, it } from 'vitest';
import { definitionInput } from '#domain/automations/input.ts';
import type { Definition, Step } from '#domain/automations/types.ts';

const base: Definition = {
  trigger: { kind: 'status_changed', from: [], to: [3] },
  conditions: { filter: '', hours: null, repeat: 'always', repeatDays: null },
  steps: [],
};
const codeOf = (input: unknown) => {
  const { error } = definitionInput.safeParse(input);
  return error?.issues.map(({ path, message }) => `${path.slice(0, 3).join('.')}: ${message}`) ?? [];
};
const withStep = (step: object) => ({ ...base, steps: [step] });
const withTrigger = (trigger: object) => ({ ...base, trigger });
const stop = (key: string): Step => ({ key, kind: 'stop' });
const nested = (depth: number): Step =>
  depth === 0
    ? stop('end')
    : {
        key: `b${depth}`,
        kind: 'branch',
        question: { kind: 'answered' },
        then: [],
        otherwise: [nested(depth - 1)],
      };

const EVERY_STEP: Step[] = [
  {
    key: 'a1',
    kind: 'send',
    numberId: null,
    text: 'Oi {{first_name|cliente}}',
    template: { name: 'oi', language: 'pt_BR', values: { 'body.1': '{{first_name}}' } },
  },
  { key: 'a2', kind: 'notify', to: { kind: 'role', role: 'manager' }, text: 'Veja', byEmail: true },
  { key: 'a3', kind: 'status', statusId: 0 },
  { key: 'a4', kind: 'origin', originId: 4 },
  { key: 'a5', kind: 'owner', assignment: 'round_robin', userIds: [1, 2] },
  { key: 'a6', kind: 'type', type: 'customer' },
  { key: 'a7', kind: 'field', fieldId: 3, value: null },
  { key: 'a8', kind: 'group_add', groupId: 1 },
  { key: 'a9', kind: 'note', text: 'Ligar\nmais tarde' },
  { key: 'b1', kind: 'task', title: 'Ligar', dueDays: 2, to: { kind: 'owner' } },
  { key: 'b2', kind: 'webhook', url: 'https://example.com/hook' },
  { key: 'b3', kind: 'wait', minutes: 2_880, untilWorkingTime: true, untilAnswer: true },
  {
    key: 'b4',
    kind: 'branch',
    question: { kind: 'filter', filter: 'all(status.is:3)' },
    then: [stop('b5')],
    otherwise: [],
  },
];

describe('a definition', () => {
  it('is read as it was written, and reads the same again', () => {
    const definition = { ...base, steps: EVERY_STEP };
    expect(definitionInput.parse(definition)).toEqual(definition);
    expect(definitionInput.parse(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
  });

  it.each<[string, object, string[]]>([
    [
      'nothing at all',
      {},
      [
        'trigger: invalid',
        'conditions: Invalid input: expected object, received undefined',
        'steps: invalid',
      ],
    ],
    ['a trigger of no kind', withTrigger({ kind: 'full_moon' }), ['trigger.kind: invalid']],
    [
      'an id of no record',
      withTrigger({ kind: 'status_changed', from: [-1], to: [] }),
      ['trigger.from.0: invalid_id'],
    ],
    [
      'hours beyond bounds',
      withTrigger({ kind: 'no_answer_from_us', hours: 0, inWorkingTime: false }),
      ['trigger.hours: bad_hours'],
    ],
    [
      'a time that is none',
      withTrigger({ kind: 'date_arrives', fieldId: 1, offsetDays: 0, time: '24:00', isYearly: true }),
      ['trigger.time: hours_time'],
    ],
    [
      'hours of the day that end before they begin',
      { ...base, conditions: { ...base.conditions, hours: { mon: [['18:00', '09:00']] } } },
      ['conditions.hours: hours_order|{"day":"mon"}'],
    ],
    ['a step of no kind', withStep({ key: 'a', kind: 'dance' }), ['steps.0.kind: invalid']],
    [
      'a message that is too long',
      withStep({ ...EVERY_STEP[0], text: 'x'.repeat(4_097) }),
      ['steps.0.text: too_long|{"max":4096}'],
    ],
    ['half a letter', withStep({ key: 'a', kind: 'note', text: '\ud800' }), ['steps.0.text: bad_characters']],
    [
      'a wait beyond 90 days',
      withStep({ key: 'a', kind: 'wait', minutes: 129_601, untilWorkingTime: false, untilAnswer: false }),
      ['steps.0.minutes: bad_wait'],
    ],
    ['two steps with one key', { ...base, steps: [stop('a'), stop('a')] }, ['steps: invalid']],
    [
      'more steps than fit',
      { ...base, steps: Array.from({ length: 51 }, (_, at) => stop(`s${at}`)) },
      ['steps: too_many_steps|{"max":50}'],
    ],
    [
      'branches that are too deep',
      { ...base, steps: [nested(5)] },
      ['steps.0.otherwise: too_deep|{"max":4}'],
    ],
  ])('refuses %s', (_, input, codes) => expect(codeOf(input)).toEqual(codes));

  it('takes four branches within each other', () => {
    expect(codeOf({ ...base, steps: [nested(4)] })).toEqual([]);
  });

  it('is not brought down by branches without end', () => {
    let steps: unknown[] = [];
    for (let depth = 0; depth < 2_000; depth += 1)
      steps = [
        { key: `k${depth}`, kind: 'branch', question: { kind: 'answered' }, then: steps, otherwise: [] },
      ];
    expect(codeOf({ ...base, steps })).toEqual(['steps.0.then: too_deep|{"max":4}']);
  });
});
