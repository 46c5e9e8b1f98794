import type { ReactNode } from 'react';
import { findTemplate } from '#domain/automations/rules.ts';
import type { Addressee, Question, Step, StepOf } from '#domain/automations/types.ts';
import type { Speaker } from './use-speaker.tsx';

/** What a step does, as the end of a sentence that begins with its kind. */
export function stepWords(speaker: Speaker, step: Step): ReactNode {
  const { rich, choices, nameOf, quote, t } = speaker;
  switch (step.kind) {
    case 'status':
      return rich('stepWords.status', { name: nameOf(choices.statuses, step.statusId) });
    case 'origin':
      return rich('stepWords.origin', { name: nameOf(choices.origins, step.originId) });
    case 'owner':
      return ownerWords(speaker, step);
    case 'type':
      return rich('stepWords.type', { type: t(`types.${step.type}`) });
    case 'field':
      return fieldWords(speaker, step);
    case 'group_add':
      return rich('stepWords.group_add', { name: nameOf(choices.groups, step.groupId) });
    case 'group_remove':
      return rich('stepWords.group_remove', { name: nameOf(choices.groups, step.groupId) });
    case 'note':
      return quote(step.text);
    case 'webhook':
      return rich('stepWords.webhook', {
        host: URL.canParse(step.url) ? new URL(step.url).host : t('notChosen'),
      });
    case 'wait':
      return waitWords(speaker, step);
    case 'branch':
      return questionWords(speaker, step.question);
    case 'stop':
      return t('stepWords.stop');
    default:
      return tellWords(speaker, step);
  }
}

function tellWords(speaker: Speaker, step: StepOf<'send' | 'notify' | 'task'>): ReactNode {
  const { rich, quote, choices, t } = speaker;
  switch (step.kind) {
    case 'send': {
      const found = step.template && findTemplate(step.template, choices.templates);
      const template = found ? found.name.replaceAll('_', ' ') : t(step.template ? 'gone' : 'notChosen');
      return rich('stepWords.send', { text: quote(step.text), template });
    }
    case 'notify':
      return rich('stepWords.notify', {
        who: addressee(speaker, step.to),
        text: quote(step.text),
        email: step.byEmail ? 'yes' : 'no',
      });
    case 'task':
      return rich('stepWords.task', {
        title: quote(step.title),
        who: addressee(speaker, step.to),
        hasDue: step.dueDays === null ? 'no' : 'yes',
        count: step.dueDays ?? 0,
      });
  }
}

function addressee({ t, nameOf, choices }: Speaker, to: Addressee): string {
  if (to.kind === 'owner') return t('addressees.owner');
  return to.kind === 'role' ? t(`addressees.${to.role}`) : nameOf(choices.members, to.userId);
}

function ownerWords(speaker: Speaker, { assignment, userIds }: StepOf<'owner'>): ReactNode {
  const { rich, t, nameOf, namesOf, choices } = speaker;
  const who = userIds.length > 0 ? namesOf(choices.members, userIds) : t('allSales');
  switch (assignment) {
    case 'person':
      return rich('stepWords.owner_person', { name: nameOf(choices.members, userIds[0] ?? 0) });
    case 'nobody':
      return t('stepWords.owner_nobody');
    case 'round_robin':
      return rich('stepWords.owner_round_robin', { who });
    case 'fewest_open':
      return rich('stepWords.owner_fewest_open', { who });
  }
}

function fieldWords({ rich, t, nameOf, choices }: Speaker, { fieldId, value }: StepOf<'field'>): ReactNode {
  const field = choices.fields.find(({ id }) => id === fieldId);
  const name = nameOf(choices.fields, fieldId);
  if (value === null || value === '') return rich('stepWords.field_emptied', { name });
  const isChoice = field?.kind === 'choice';
  const plain = isChoice ? nameOf(field.choices, Number(value)) : String(value);
  const shown = typeof value === 'boolean' ? t(value ? 'yes' : 'no') : plain;
  return rich('stepWords.field', { name, value: shown });
}

function waitWords({ rich, span }: Speaker, step: StepOf<'wait'>): ReactNode {
  const { minutes, untilAnswer, untilWorkingTime } = step;
  return rich('stepWords.wait', {
    has: minutes === null ? 'no' : 'yes',
    span: minutes === null ? '' : span(minutes),
    answer: untilAnswer ? 'yes' : 'no',
    working: untilWorkingTime ? 'yes' : 'no',
  });
}

function questionWords({ t, filterWords }: Speaker, question: Question): ReactNode {
  if (question.kind === 'answered') return t('questionWords.answered');
  return question.filter === '' ? t('questionWords.open') : filterWords(question.filter);
}
