import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { findTemplate } from '#domain/automations/rules.ts';
import type { Addressee, Conditions, Question, Step, StepOf, Trigger } from '#domain/automations/types.ts';
import { writeSpan } from './spans.ts';
import type { Choices } from './types.ts';

export type FilterWords = (filter: string) => string;
type Values = Record<string, string | number>;

const bold = (chunks: ReactNode) => <strong>{chunks}</strong>;
const LONGEST = 120;

/** Triggers, conditions and steps as sentences; names of things stand out. `filterWords` puts a filter into words. */
export function useWords(
  choices: Pick<Choices, 'statuses' | 'origins' | 'members' | 'groups' | 'segments' | 'fields' | 'templates'>,
  filterWords: FilterWords,
) {
  const t = useTranslations('automations');
  const locale = useLocale();
  const rich = (key: string, values: Values = {}): ReactNode => t.rich(key, { ...values, b: bold });
  const any = (names: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
  const nameOf = (list: readonly { id: number; name: string }[], id: number) =>
    id === 0 ? t('notChosen') : (list.find((one) => one.id === id)?.name ?? t('gone'));
  const namesOf = (list: readonly { id: number; name: string }[], ids: readonly number[]) =>
    any(ids.map((id) => nameOf(list, id)));
  const has = (list: readonly unknown[]) => (list.length > 0 ? 'yes' : 'no');
  const span = (minutes: number) => {
    const { count, unit } = writeSpan(minutes);
    return t(`spans.${unit}`, { count });
  };

  function trigger(one: Trigger): ReactNode {
    const key = `triggerWords.${one.kind}`;
    switch (one.kind) {
      case 'contact_created':
        return rich(key, { has: has(one.ways), ways: any(one.ways.map((way) => t(`ways.${way}`))) });
      case 'status_changed':
        return rich(key, {
          hasFrom: has(one.from),
          from: namesOf(choices.statuses, one.from),
          hasTo: has(one.to),
          to: namesOf(choices.statuses, one.to),
        });
      case 'origin_changed':
        return rich(key, { has: has(one.to), to: namesOf(choices.origins, one.to) });
      case 'owner_changed':
        return rich(key, {
          has: has(one.to),
          to: any(one.to.map((id) => (id === 'none' ? t('nobody') : nameOf(choices.members, id)))),
        });
      case 'message_received':
        return rich(`triggerWords.message_${one.which}`, {
          texts: one.texts.length > 0 ? any(one.texts.map((text) => `“${text}”`)) : t('notChosen'),
          span: one.hours === null ? t('notChosen') : span(one.hours * 60),
        });
      case 'no_answer_from_us':
      case 'no_answer_from_them':
        return rich(key, { span: span(one.hours * 60), working: one.inWorkingTime ? 'yes' : 'no' });
      case 'days_in_status':
        return rich(key, {
          count: one.days,
          has: has(one.statusIds),
          names: namesOf(choices.statuses, one.statusIds),
        });
      case 'date_arrives':
        return rich(key, {
          name: nameOf(choices.fields, one.fieldId),
          when: one.offsetDays < 0 ? 'before' : one.offsetDays > 0 ? 'after' : 'same',
          count: Math.abs(one.offsetDays),
          time: one.time,
          yearly: one.isYearly ? 'yes' : 'no',
        });
      case 'group_joined':
      case 'group_left':
        return rich(key, { name: nameOf(choices.groups, one.groupId) });
      case 'segment_joined':
      case 'segment_left':
        return rich(key, { name: nameOf(choices.segments, one.segmentId) });
    }
  }

  function conditions({ filter, hours, repeat, repeatDays }: Conditions): ReactNode[] {
    const parts: ReactNode[] = [];
    if (filter) parts.push(filterWords(filter));
    if (hours === 'workspace') parts.push(t('conditionWords.workspaceHours'));
    else if (hours) parts.push(t('conditionWords.ownHours'));
    if (repeat === 'once') parts.push(t('conditionWords.once'));
    if (repeat === 'every_days')
      parts.push(
        repeatDays === null
          ? t('conditionWords.everyFew')
          : t('conditionWords.everyDays', { count: repeatDays }),
      );
    return parts;
  }

  function addressee(to: Addressee): string {
    if (to.kind === 'owner') return t('addressees.owner');
    return to.kind === 'role' ? t(`addressees.${to.role}`) : nameOf(choices.members, to.userId);
  }

  function quote(text: string): string {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line === '') return t('noText');
    return line.length > LONGEST ? `“${[...line].slice(0, LONGEST).join('')}…”` : `“${line}”`;
  }

  function question(one: Question): ReactNode {
    if (one.kind === 'answered') return t('questionWords.answered');
    return one.filter === '' ? t('questionWords.open') : filterWords(one.filter);
  }

  function owner({ assignment, userIds }: StepOf<'owner'>): ReactNode {
    if (assignment === 'person')
      return rich('stepWords.owner_person', { name: nameOf(choices.members, userIds[0] ?? 0) });
    const who = userIds.length > 0 ? namesOf(choices.members, userIds) : t('allSales');
    return rich(`stepWords.owner_${assignment}`, { who });
  }

  function field({ fieldId, value }: StepOf<'field'>): ReactNode {
    const found = choices.fields.find(({ id }) => id === fieldId);
    const name = nameOf(choices.fields, fieldId);
    if (value === null || value === '') return rich('stepWords.field_emptied', { name });
    const shown =
      typeof value === 'boolean'
        ? t(value ? 'yes' : 'no')
        : found?.kind === 'choice'
          ? nameOf(found.choices, Number(value))
          : String(value);
    return rich('stepWords.field', { name, value: shown });
  }

  function step(one: Step): ReactNode {
    const key = `stepWords.${one.kind}`;
    switch (one.kind) {
      case 'send':
        return rich(key, {
          text: quote(one.text),
          template:
            (one.template && findTemplate(one.template, choices.templates)?.name.replaceAll('_', ' ')) ??
            t(one.template ? 'gone' : 'notChosen'),
        });
      case 'notify':
        return rich(key, {
          who: addressee(one.to),
          text: quote(one.text),
          email: one.byEmail ? 'yes' : 'no',
        });
      case 'status':
        return rich(key, { name: nameOf(choices.statuses, one.statusId) });
      case 'origin':
        return rich(key, { name: nameOf(choices.origins, one.originId) });
      case 'owner':
        return owner(one);
      case 'type':
        return rich(key, { type: t(`types.${one.type}`) });
      case 'field':
        return field(one);
      case 'group_add':
      case 'group_remove':
        return rich(key, { name: nameOf(choices.groups, one.groupId) });
      case 'note':
        return rich(key, { text: quote(one.text) });
      case 'task':
        return rich(key, {
          title: quote(one.title),
          who: addressee(one.to),
          hasDue: one.dueDays === null ? 'no' : 'yes',
          count: one.dueDays ?? 0,
        });
      case 'webhook':
        return rich(key, { host: URL.canParse(one.url) ? new URL(one.url).host : t('notChosen') });
      case 'wait':
        return rich(key, {
          has: one.minutes === null ? 'no' : 'yes',
          span: one.minutes === null ? '' : span(one.minutes),
          answer: one.untilAnswer ? 'yes' : 'no',
          working: one.untilWorkingTime ? 'yes' : 'no',
        });
      case 'branch':
        return question(one.question);
      case 'stop':
        return rich(key);
    }
  }

  return { trigger, conditions, step, span };
}
