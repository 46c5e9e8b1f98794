import { hoursProblem } from '../auto-lead/hours-rules.ts';
import { customFieldId } from '../contacts/condition-rules.ts';
import { conditionsOf, parseFilterTree, unreadOf } from '../contacts/filter-tree.ts';
import { referencesOf } from '../contacts/reference-rules.ts';
import type { FieldProblem } from '../errors.ts';
import type { Field } from '../fields/types.ts';
import { readFieldValue } from '../fields/values.ts';
import { missingValues } from '../whatsapp/template-text.ts';
import type { Template } from '../whatsapp/templates.ts';
import type { Conditions, Definition, Question, Step, StepOf, Trigger } from './types.ts';
import { variableProblems } from './variables-rules.ts';

export const AUTOMATION_NAME_MAX = 80;
export const AUTOMATIONS_MAX = 200;

type Named = { id: number; name: string };

/** What an automation may name: what it does not find here is gone. */
export type Offered = {
  statuses: (Named & { colour: string })[];
  origins: (Named & { isArchived: boolean })[];
  /** Those who left are not `isActive`. */
  members: (Named & { isActive: boolean })[];
  groups: Named[];
  fields: Pick<Field, 'id' | 'name' | 'kind' | 'choices'>[];
  segments: Named[];
  numbers: Named[];
  /** Approved ones that can be filled in here, of all numbers that are connected. */
  templates: Template[];
};

/** Why an automation cannot be on, and on which card that shows: the trigger's, the conditions', or a step's by its key. */
export type CardProblem = { at: string; field: string } & FieldProblem;

const TRIGGER = 'trigger';
const CONDITIONS = 'conditions';

/** Everything that is missing, gone or wrong; none: the automation may be switched on. */
export function problemsIn(definition: Definition, offered: Offered): CardProblem[] {
  const { trigger, conditions, steps } = definition;
  const all = [
    ...triggerProblems(trigger, offered).map((one) => ({ at: TRIGGER, ...one })),
    ...conditionProblems(conditions, offered).map((one) => ({ at: CONDITIONS, ...one })),
    ...stepProblems(steps, offered),
  ];
  return steps.length > 0
    ? all
    : [...all, ...trouble('steps', 'no_steps').map((one) => ({ at: 'steps', ...one }))];
}

type Found = Omit<CardProblem, 'at'>;
const trouble = (field: string, code: string, params?: FieldProblem['params']): Found[] => [
  params ? { field, code, params } : { field, code },
];

/** One that has to be chosen, and to be there. */
function chosen(field: string, id: number, list: readonly { id: number }[]): Found[] {
  if (id === 0) return trouble(field, 'required');
  return list.some((one) => one.id === id) ? [] : trouble(field, 'gone');
}

/** Several, all of which have to be there. */
function present(field: string, ids: readonly number[], list: readonly { id: number }[]): Found[] {
  return ids.every((id) => list.some((one) => one.id === id)) ? [] : trouble(field, 'some_gone');
}

const active = ({ members }: Offered) => members.filter(({ isActive }) => isActive);

function triggerProblems(trigger: Trigger, offered: Offered): Found[] {
  switch (trigger.kind) {
    case 'status_changed':
      return [
        ...present('from', trigger.from, offered.statuses),
        ...present('to', trigger.to, offered.statuses),
      ];
    case 'origin_changed':
      return present('to', trigger.to, offered.origins);
    case 'owner_changed':
      return present(
        'to',
        trigger.to.filter((one) => one !== 'none'),
        offered.members,
      );
    case 'message_received':
      if (trigger.which === 'contains' && trigger.texts.length === 0) return trouble('texts', 'required');
      return trigger.which === 'after_silence' && trigger.hours === null ? trouble('hours', 'required') : [];
    case 'days_in_status':
      return present('statusIds', trigger.statusIds, offered.statuses);
    case 'date_arrives': {
      const dates = offered.fields.filter(({ kind }) => kind === 'date');
      return chosen('fieldId', trigger.fieldId, dates);
    }
    case 'group_joined':
    case 'group_left':
      return chosen('groupId', trigger.groupId, offered.groups);
    case 'segment_joined':
    case 'segment_left':
      return chosen('segmentId', trigger.segmentId, offered.segments);
    case 'contact_created':
    case 'no_answer_from_us':
    case 'no_answer_from_them':
      return [];
  }
}

function conditionProblems({ filter, hours, repeat, repeatDays }: Conditions, offered: Offered): Found[] {
  const days = repeat === 'every_days' && repeatDays === null ? trouble('repeatDays', 'required') : [];
  const wrong = hours === null || hours === 'workspace' ? null : hoursProblem(hours);
  const spans = wrong ? trouble('hours', wrong.code, 'day' in wrong ? { day: wrong.day } : undefined) : [];
  return [...filterProblems(filter, offered), ...spans, ...days];
}

/** A filter that nobody understands, that names what is gone, or asks for "me": an automation is nobody. */
function filterProblems(filter: string, offered: Offered): Found[] {
  const tree = parseFilterTree(filter);
  if (!tree) return [];
  const conditions = conditionsOf(tree);
  if (unreadOf(tree).length > 0) return trouble('filter', 'filter_unread');
  if (conditions.some(({ field, values }) => field === 'owner' && values.includes('me')))
    return trouble('filter', 'filter_me');
  const named = referencesOf(tree);
  const choices = offered.fields.flatMap((field) => field.choices);
  const fieldIds = conditions.map(({ field }) => customFieldId(field)).filter((id) => id !== null);
  const isGone = [
    present('filter', named.status, offered.statuses),
    present('filter', named.origin, offered.origins),
    present('filter', named.owner, offered.members),
    present('filter', named.group, offered.groups),
    present('filter', named.choice, choices),
    present('filter', fieldIds, offered.fields),
  ].some((found) => found.length > 0);
  return isGone ? trouble('filter', 'some_gone') : [];
}

function stepProblems(steps: readonly Step[], offered: Offered): CardProblem[] {
  return steps.flatMap((step, place) => [
    ...(steps[place - 1]?.kind === 'stop' ? trouble('step', 'after_stop') : []).map((one) => ({
      at: step.key,
      ...one,
    })),
    ...problemsOf(step, offered).map((one) => ({ at: step.key, ...one })),
    ...(step.kind === 'branch'
      ? stepProblems([], offered).concat(
          stepProblems(step.then, offered),
          stepProblems(step.otherwise, offered),
        )
      : []),
  ]);
}

function problemsOf(step: Step, offered: Offered): Found[] {
  switch (step.kind) {
    case 'send':
      return sendProblems(step, offered);
    case 'notify':
      return [
        ...textProblems('text', step.text, offered),
        ...(step.to.kind === 'person' ? chosen('to', step.to.userId, active(offered)) : []),
      ];
    case 'status':
      return chosen('statusId', step.statusId, offered.statuses);
    case 'origin':
      return chosen('originId', step.originId, offered.origins);
    case 'owner':
      return ownerProblems(step, offered);
    case 'field':
      return answerProblems(step, offered);
    case 'group_add':
    case 'group_remove':
      return chosen('groupId', step.groupId, offered.groups);
    case 'note':
      return textProblems('text', step.text, offered);
    case 'task':
      return [
        ...textProblems('title', step.title, offered),
        ...(step.to.kind === 'person' ? chosen('to', step.to.userId, active(offered)) : []),
      ];
    case 'webhook':
      return step.url === ''
        ? trouble('url', 'required')
        : isWebAddress(step.url)
          ? []
          : trouble('url', 'bad_url');
    case 'wait':
      return step.minutes === null && !step.untilAnswer && !step.untilWorkingTime
        ? trouble('minutes', 'required')
        : [];
    case 'branch':
      return questionProblems(step.question, offered);
    case 'type':
    case 'stop':
      return [];
  }
}

function textProblems(field: string, text: string, { fields }: Offered): Found[] {
  if (text.trim() === '') return trouble(field, 'required');
  return variableProblems(
    text,
    fields.map(({ id }) => id),
  )
    .slice(0, 1)
    .flatMap(({ code, name }) => trouble(field, code, { name }));
}

/** Inside the window its own words go out, outside of it the template: both have to be there. */
function sendProblems(step: StepOf<'send'>, offered: Offered): Found[] {
  if (offered.numbers.length === 0) return trouble('numberId', 'no_number');
  const number = step.numberId === null ? [] : chosen('numberId', step.numberId, offered.numbers);
  return [...number, ...textProblems('text', step.text, offered), ...templateProblems(step, offered)];
}

function templateProblems({ template: use }: StepOf<'send'>, offered: Offered): Found[] {
  if (!use) return trouble('template', 'template_required');
  const template = findTemplate(use, offered.templates);
  if (!template) return trouble('template', 'template_gone');
  if (missingValues(template, use.values).length > 0) return trouble('template', 'template_values');
  return Object.values(use.values)
    .flatMap((value) => textProblems('template', value, offered))
    .slice(0, 1);
}

/** The template that a step uses, among those that can be sent. */
export function findTemplate(
  use: { name: string; language: string },
  templates: readonly Template[],
): Template | undefined {
  return templates.find(({ name, language }) => name === use.name && language === use.language);
}

function ownerProblems({ assignment, userIds }: StepOf<'owner'>, offered: Offered): Found[] {
  if (assignment === 'nobody') return [];
  if (assignment === 'person') return chosen('userIds', userIds[0] ?? 0, active(offered));
  return present('userIds', userIds, active(offered));
}

function answerProblems({ fieldId, value }: StepOf<'field'>, { fields }: Offered): Found[] {
  const field = fields.find(({ id }) => id === fieldId);
  if (!field) return trouble('fieldId', fieldId === 0 ? 'required' : 'gone');
  const read = readFieldValue(field, value, 'en');
  return read.ok ? [] : [{ field: 'value', ...read.problem }];
}

function questionProblems(question: Question, offered: Offered): Found[] {
  if (question.kind === 'answered') return [];
  return question.filter === '' ? trouble('filter', 'required') : filterProblems(question.filter, offered);
}

/** Whether it is an address that can be called at all; which are allowed is looked at when it is called. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
