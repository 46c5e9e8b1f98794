import type { useTranslations } from 'next-intl';
import { OWNER_WORDS, shapeOf } from '#domain/contacts/condition-rules.ts';
import type { FilterNames } from '#domain/contacts/filter-names.ts';
import type { Condition, FilterTree } from '#domain/contacts/filter-tree.ts';
import { isCondition, isGroup } from '#domain/contacts/filter-tree.ts';
import { referenceKindOf } from '#domain/contacts/reference-rules.ts';
import { formatDate } from '#lib/dates.ts';
import { campaignWords, pastWords, type Spoken } from './past-words.ts';

/** The texts of the namespace `filters`, whichever side they come from. */
export type FilterTexts = ReturnType<typeof useTranslations<'filters'>>;

/** One part of a tree in words: "Status é Novo ou Contatado". `isBroken`: something it names is gone, or it is not understood. */
export function partWords(
  part: FilterTree['parts'][number],
  names: FilterNames,
  t: FilterTexts,
  locale: string,
): Spoken {
  if (isGroup(part)) {
    const spoken = part.parts.map((one) => partWords(one, names, t, locale));
    const type = part.join === 'all' ? 'conjunction' : 'disjunction';
    return {
      words: new Intl.ListFormat(locale, { type }).format(spoken.map(({ words }) => words)),
      isBroken: spoken.some(({ isBroken }) => isBroken),
    };
  }
  if (!isCondition(part)) return { words: t('unread', { text: part.unread }), isBroken: true };
  return conditionWords(part, names, t, locale);
}

/** A whole tree in words; nothing: no words. */
export function filterInWords(
  tree: FilterTree | null,
  names: FilterNames,
  t: FilterTexts,
  locale: string,
): Spoken {
  const spoken = (tree?.parts ?? []).map((part) => partWords(part, names, t, locale));
  return {
    words: spoken.map(({ words }) => words).join(tree?.join === 'any' ? ` ${t('or')} ` : ' · '),
    isBroken: spoken.some(({ isBroken }) => isBroken),
  };
}

function conditionWords(condition: Condition, names: FilterNames, t: FilterTexts, locale: string): Spoken {
  if (condition.field === 'history') return pastWords(condition, names, t, locale);
  if (shapeOf(condition.field, condition.operator) === 'campaign') return campaignWords(condition, names, t);
  const field = fieldWords(condition, names, t);
  const values = condition.values.map((value) => valueWords(value, condition, names, t, locale));
  const isPair = ['days', 'numbers'].includes(shapeOf(condition.field, condition.operator) ?? '');
  const type = isPair ? 'conjunction' : 'disjunction';
  const value = new Intl.ListFormat(locale, { type }).format(values.map(({ words }) => words));
  return {
    words: t(`phrases.${operatorWord(condition.field, condition.operator)}`, { field: field.words, value }),
    isBroken: field.isBroken || values.some(({ isBroken }) => isBroken),
  };
}

/** The key of an operator's words for a field: some say it in words of their own (nobody "is empty" who never wrote). */
export function operatorWord(field: string, operator: string): string {
  return OWN_WORDS.find((own) => own === `${field}_${operator}`) ?? operator;
}

const OWN_WORDS = [
  'active_yes',
  'active_no',
  'optout_yes',
  'optout_no',
  'message_empty',
  'message_filled',
  'group_empty',
  'group_filled',
  'touch_first',
  'touch_last',
  'touch_any',
  'touch_first_as',
  'touch_last_as',
  'touch_any_as',
  'history_reached',
  'history_moved',
  'history_moved_by',
  'history_stood',
  'history_left',
  'history_beyond',
] as const;

function fieldWords({ field }: Condition, names: FilterNames, t: FilterTexts): Spoken {
  if (t.has(`fields.${field}`)) return { words: t(`fields.${field}`), isBroken: false };
  const own = names.field[field.slice(1)];
  return own ? { words: own.name, isBroken: own.isGone } : { words: t('goneField'), isBroken: true };
}

function valueWords(
  value: string,
  condition: Condition,
  names: FilterNames,
  t: FilterTexts,
  locale: string,
): Spoken {
  const plain = (words: string): Spoken => ({ words, isBroken: false });
  switch (shapeOf(condition.field, condition.operator)) {
    case 'text':
      return plain(`“${value}”`);
    case 'types':
    case 'kinds':
      return plain(t(`values.${value}`));
    case 'day':
    case 'days':
      return plain(formatDate(new Date(`${value}T12:00:00Z`), locale, 'UTC'));
    case 'span':
      return plain(t(`spans.${value.at(-1)}`, { count: Number.parseInt(value, 10) }));
    case 'number':
    case 'numbers':
      return plain(new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(value)));
    case 'ids':
    case 'owners':
      return thingWords(value, condition, names, t);
    default:
      return plain(value);
  }
}

function thingWords(value: string, condition: Condition, names: FilterNames, t: FilterTexts): Spoken {
  if (OWNER_WORDS.some((word) => word === value)) return { words: t(`values.${value}`), isBroken: false };
  const thing = names[referenceKindOf(condition) ?? 'import'][value];
  if (!thing) return { words: t('goneThing', { id: value }), isBroken: true };
  return { words: thing.isGone ? t('deleted', { name: thing.name }) : thing.name, isBroken: thing.isGone };
}
