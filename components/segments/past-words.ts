import type { useTranslations } from 'next-intl';
import type { FilterNames } from '#domain/contacts/filter-names.ts';
import type { Condition } from '#domain/contacts/filter-tree.ts';
import { formatDate, formatDateTime, formatDays } from '#lib/dates.ts';

type Texts = ReturnType<typeof useTranslations<'filters'>>;

/** `isBroken`: something that the words name is gone, or not understood. */
export type Spoken = { words: string; isBroken: boolean };

/** A condition on where contacts stood, in words: "Entrou em Qualificado, 1 – 30 de nov. de 2026". A retired status is no trouble there. */
export function pastWords(
  { operator, values }: Condition,
  names: FilterNames,
  t: Texts,
  locale: string,
): Spoken {
  const [first = '', second = '', ...rest] = values;
  const nameOf = (id: string) => names.status[id]?.name ?? t('goneThing', { id });
  const said = (words: string, ...ids: string[]): Spoken => ({
    words,
    isBroken: ids.some((id) => names.status[id] === undefined),
  });
  const dated = (words: string, days: string) => (days === '' ? words : t('past.dated', { words, days }));
  const status = nameOf(first);
  switch (operator) {
    case 'moved': {
      const to = nameOf(second);
      const days = daysWords(rest, t, locale);
      if (first === '') return said(dated(t('past.arrived', { status: to }), days), second);
      return said(dated(t('past.moved', { from: status, status: to }), days), first, second);
    }
    case 'stood': {
      const at = formatDateTime(new Date(second), locale, names.timeZone);
      return said(t('past.stood', { status, at }), first);
    }
    case 'beyond':
      return said(t('past.beyond', { status }), first);
    case 'moved_by': {
      const days = daysWords(values.slice(1), t, locale);
      if (first === '') return said(dated(t('past.movedAtAll'), days));
      const name = names.owner[first]?.name;
      const words = t('past.movedBy', { name: name ?? t('goneThing', { id: first }) });
      return { words: dated(words, days), isBroken: name === undefined };
    }
    case 'left':
      return said(dated(t('past.left', { status }), daysWords(values.slice(1), t, locale)), first);
    default: {
      const days = daysWords(values.slice(1), t, locale);
      return said(dated(t(days === '' ? 'past.reached' : 'past.entered', { status }), days), first);
    }
  }
}

function daysWords([from = '', to = '']: string[], t: Texts, locale: string): string {
  const day = (one: string) => formatDate(new Date(`${one}T12:00:00Z`), locale, 'UTC');
  if (from !== '' && to !== '') return formatDays(from, to, locale);
  if (from !== '') return t('past.since', { day: day(from) });
  return to === '' ? '' : t('past.until', { day: day(to) });
}

/** A condition on the campaign that brought somebody, in words: "First touch: Google, ad 1234". */
export function campaignWords({ operator, values }: Condition, names: FilterNames, t: Texts): Spoken {
  const [place = '', id = '', kind = '', campaign = ''] = values;
  const origin = names.origin[id]?.name;
  const words = t('past.campaign', {
    campaign,
    kind: t(`past.kinds.${kind}`).toLocaleLowerCase(),
    place: t(`past.places.${place}`),
    origin: origin ?? t('goneThing', { id }),
  });
  return {
    words: operator === 'campaign_as' ? t('past.then', { words }) : words,
    isBroken: origin === undefined,
  };
}
