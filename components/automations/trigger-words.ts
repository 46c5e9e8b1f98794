import type { ReactNode } from 'react';
import type { Conditions, Trigger, TriggerOf } from '#domain/automations/types.ts';
import type { Speaker } from './use-speaker.tsx';

/** What sets an automation off, as the end of a sentence that begins with "Quando". */
export function triggerWords(speaker: Speaker, trigger: Trigger): ReactNode {
  const { rich, choices, namesOf, nameOf, has, any, span, t } = speaker;
  const working = (isSo: boolean) => (isSo ? 'yes' : 'no');
  switch (trigger.kind) {
    case 'contact_created': {
      const ways = any(trigger.ways.map((way) => t(`ways.${way}`)));
      return rich('triggerWords.contact_created', { has: has(trigger.ways), ways });
    }
    case 'status_changed':
      return rich('triggerWords.status_changed', {
        hasFrom: has(trigger.from),
        from: namesOf(choices.statuses, trigger.from),
        hasTo: has(trigger.to),
        to: namesOf(choices.statuses, trigger.to),
      });
    case 'origin_changed':
      return rich('triggerWords.origin_changed', {
        has: has(trigger.to),
        to: namesOf(choices.origins, trigger.to),
      });
    case 'owner_changed': {
      const to = trigger.to.map((id) => (id === 'none' ? t('nobody') : nameOf(choices.members, id)));
      return rich('triggerWords.owner_changed', { has: has(to), to: any(to) });
    }
    case 'message_received':
      return messageWords(speaker, trigger);
    case 'no_answer_from_us':
    case 'no_answer_from_them': {
      const values = { span: span(trigger.hours * 60), working: working(trigger.inWorkingTime) };
      if (trigger.kind === 'no_answer_from_us') return rich('triggerWords.no_answer_from_us', values);
      return rich('triggerWords.no_answer_from_them', values);
    }
    default:
      return momentWords(speaker, trigger);
  }
}

function messageWords({ rich, any, span, t }: Speaker, trigger: TriggerOf<'message_received'>): ReactNode {
  const { which, texts, hours } = trigger;
  switch (which) {
    case 'any':
      return rich('triggerWords.message_any');
    case 'first':
      return rich('triggerWords.message_first');
    case 'contains': {
      const words = texts.length > 0 ? any(texts.map((text) => `“${text}”`)) : t('notChosen');
      return rich('triggerWords.message_contains', { texts: words });
    }
    case 'after_silence':
      return rich('triggerWords.message_after_silence', {
        span: hours === null ? t('notChosen') : span(hours * 60),
      });
  }
}

type Moment = TriggerOf<
  'days_in_status' | 'date_arrives' | 'group_joined' | 'group_left' | 'segment_joined' | 'segment_left'
>;

function momentWords({ rich, choices, namesOf, nameOf, has }: Speaker, trigger: Moment): ReactNode {
  switch (trigger.kind) {
    case 'days_in_status':
      return rich('triggerWords.days_in_status', {
        count: trigger.days,
        has: has(trigger.statusIds),
        names: namesOf(choices.statuses, trigger.statusIds),
      });
    case 'date_arrives':
      return rich('triggerWords.date_arrives', {
        name: nameOf(choices.fields, trigger.fieldId),
        when: trigger.offsetDays < 0 ? 'before' : trigger.offsetDays > 0 ? 'after' : 'same',
        count: Math.abs(trigger.offsetDays),
        time: trigger.time,
        yearly: trigger.isYearly ? 'yes' : 'no',
      });
    case 'group_joined':
      return rich('triggerWords.group_joined', { name: nameOf(choices.groups, trigger.groupId) });
    case 'group_left':
      return rich('triggerWords.group_left', { name: nameOf(choices.groups, trigger.groupId) });
    case 'segment_joined':
      return rich('triggerWords.segment_joined', { name: nameOf(choices.segments, trigger.segmentId) });
    case 'segment_left':
      return rich('triggerWords.segment_left', { name: nameOf(choices.segments, trigger.segmentId) });
  }
}

/** Who may enter, at which hours, how often; nothing where everybody may, always. */
export function conditionWords({ t, filterWords }: Speaker, conditions: Conditions): string {
  const { filter, hours, repeat, repeatDays } = conditions;
  const parts = [
    filter && filterWords(filter),
    hours === 'workspace' && t('conditionWords.workspaceHours'),
    hours !== null && hours !== 'workspace' && t('conditionWords.ownHours'),
    repeat === 'once' && t('conditionWords.once'),
    repeat === 'every_days' && repeatDays === null && t('conditionWords.everyFew'),
    repeat === 'every_days' && repeatDays !== null && t('conditionWords.everyDays', { count: repeatDays }),
  ];
  return parts.filter(Boolean).join(' · ');
}
