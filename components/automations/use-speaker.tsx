import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Texts } from '#components/ui/texts.ts';
import { fieldOf, isVariable, nameVariables } from '#domain/automations/variables-rules.ts';
import { writeSpan } from './spans.ts';
import type { Choices } from './types.ts';

type Named = readonly { id: number; name: string }[];
type Values = Record<string, string | number>;

/** What sentences are made with: names of things, lists, spans, texts with their variables named. */
export type Speaker = ReturnType<typeof useSpeaker>;

const LONGEST = 140;

const bold = (chunks: ReactNode) => <strong>{chunks}</strong>;

/** Puts what automations name into words; names of things stand out. `filterWords` does so for filters. */
export function useSpeaker(choices: Omit<Choices, 'imports'>, filterWords: (filter: string) => string) {
  const t = useTranslations('automations');
  const locale = useLocale();
  const any = (names: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);
  const nameOf = (list: Named, id: number) =>
    id === 0 ? t('notChosen') : (list.find((one) => one.id === id)?.name ?? t('gone'));
  return {
    t,
    choices,
    filterWords,
    any,
    nameOf,
    namesOf: (list: Named, ids: readonly number[]) => any(ids.map((id) => nameOf(list, id))),
    has: (list: readonly unknown[]) => (list.length > 0 ? 'yes' : 'no'),
    rich: (key: string, values: Values = {}): ReactNode => t.rich(key, { ...values, b: bold }),
    span: (minutes: number) => {
      const { count, unit } = writeSpan(minutes);
      return t(`spans.${unit}`, { count });
    },
    quote: (text: string) => {
      const line = nameVariables(text, (name) => variableWords(name, choices, t)).replace(/\s+/g, ' ');
      if (line.trim() === '') return t('noText');
      return line.length > LONGEST ? `“${[...line].slice(0, LONGEST).join('')}…”` : `“${line.trim()}”`;
    },
  };
}

function variableWords(name: string, { fields }: Pick<Choices, 'fields'>, t: Texts<'automations'>): string {
  if (!isVariable(name)) return name;
  const fieldId = fieldOf(name);
  if (fieldId !== null) return fields.find(({ id }) => id === fieldId)?.name ?? t('gone');
  return t(`variables.${name}`);
}
