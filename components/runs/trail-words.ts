import type { Texts } from '#components/ui/texts.ts';
import type { Facts, TrailStep } from '#domain/automations/get-run.ts';
import { formatDate, formatDateTime } from '#lib/dates.ts';

type Label =
  | 'text'
  | 'template'
  | 'message'
  | 'told'
  | 'from'
  | 'to'
  | 'field'
  | 'group'
  | 'due'
  | 'url'
  | 'answer'
  | 'until'
  | 'answered'
  | 'question'
  | 'taken';

/** One line under a step: what it was told to do, or what came of it. */
export type TrailFact = { label: string; words: string };

export type TrailWords = {
  /** What the thing of a kind is called that an id leads to. */
  named: (kind: 'status' | 'origin' | 'member' | 'group' | 'field', id: unknown) => string;
  /** A filter, in words. */
  filter: (spelt: string) => string;
  locale: string;
  timeZone: string;
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What there is to read about a step of a run. Pure: names, texts and the clock are passed in. */
export function trailFacts(
  { kind, input, output, message }: TrailStep,
  t: Texts<'runs'>,
  words: TrailWords,
): TrailFact[] {
  const { named } = words;
  const fact = (label: Label, value: string): TrailFact[] =>
    value === '' ? [] : [{ label: t(`facts.${label}`), words: value }];
  switch (kind) {
    case 'send':
      return [
        ...fact('text', output.byTemplate === true ? '' : text(input.text)),
        ...fact('template', output.byTemplate === false ? '' : templateName(input.template)),
        ...fact('message', message ? t(`messages.${message}`) : ''),
      ];
    case 'notify':
      return [...fact('text', text(input.text)), ...fact('told', toldWords(output, t, words))];
    case 'status':
      return [
        ...fact('from', named('status', output.fromStatusId)),
        ...fact('to', named('status', input.statusId)),
      ];
    case 'origin':
      return fact('to', named('origin', input.originId));
    case 'owner':
      return fact('to', input.ownerId === null ? t('nobody') : named('member', input.ownerId));
    case 'type':
      return fact('to', input.type === 'lead' || input.type === 'customer' ? t(`types.${input.type}`) : '');
    case 'field':
      return fieldFacts(input).flatMap(([id, value]) =>
        fact('field', `${named('field', Number(id))}: ${shown(value)}`),
      );
    case 'group_add':
    case 'group_remove':
      return fact('group', named('group', input.groupId));
    case 'note':
      return fact('text', text(input.text));
    case 'task':
      return [...fact('text', text(input.title)), ...fact('due', dayWords(input.dueAt, words.locale))];
    case 'webhook':
      return [...fact('url', text(input.url)), ...fact('answer', answerWords(output.answer))];
    case 'wait':
      return [
        ...fact('until', momentWords(input.until, words)),
        ...fact('answered', answeredWords(output, t)),
      ];
    case 'branch':
      return [...fact('question', questionWords(input, t, words)), ...fact('taken', takenWords(output, t))];
    case 'stop':
      return [];
  }
}

function templateName(template: unknown): string {
  const { name, language } = factsIn(template);
  return text(name) && `${text(name)} (${text(language)})`;
}

function toldWords({ toldIds }: Facts, t: Texts<'runs'>, { named, locale }: TrailWords): string {
  const names = Array.isArray(toldIds) ? toldIds.map((id) => named('member', id)) : [];
  return names.length > 0 ? new Intl.ListFormat(locale, { type: 'conjunction' }).format(names) : t('nobody');
}

function fieldFacts({ fields }: Facts): [string, unknown][] {
  return Object.entries(factsIn(fields));
}

function shown(value: unknown): string {
  return value === null || value === undefined ? '–' : String(value);
}

function answerWords(answer: unknown): string {
  const { status, error } = factsIn(answer);
  return typeof status === 'number' ? String(status) : text(error);
}

function momentWords(value: unknown, { locale, timeZone }: TrailWords): string {
  const at = new Date(text(value));
  return Number.isNaN(at.getTime()) ? '' : formatDateTime(at, locale, timeZone);
}

/** A day of the calendar, which is the same one everywhere. */
function dayWords(value: unknown, locale: string): string {
  const at = new Date(text(value));
  return Number.isNaN(at.getTime()) ? '' : formatDate(at, locale, 'UTC');
}

function answeredWords({ answered }: Facts, t: Texts<'runs'>): string {
  return typeof answered === 'boolean' ? t(answered ? 'yes' : 'no') : '';
}

function questionWords({ kind, filter }: Facts, t: Texts<'runs'>, words: TrailWords): string {
  return kind === 'answered' ? t('answeredQuestion') : words.filter(text(filter));
}

function takenWords({ taken }: Facts, t: Texts<'runs'>): string {
  return taken === 'then' || taken === 'otherwise' ? t(`taken.${taken}`) : '';
}

function factsIn(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
