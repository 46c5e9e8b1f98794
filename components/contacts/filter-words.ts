import type { ContactFilter } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';

/** One condition of a filter, in words, and the list without it. */
export type FilterWord = { key: string; words: string; hrefWithout: string };

type Texts = {
  columns: (key: 'status' | 'origin' | 'owner' | 'type' | 'active') => string;
  group: string;
  types: (type: 'lead' | 'customer') => string;
  day: (day: string) => string;
  nobody: string;
  yes: string;
  no: string;
  from: string;
  to: string;
};

/** What a filter asks for, condition by condition. Pure: the texts are passed in. */
export function filterWords(query: ContactListQuery, choices: ContactChoices, texts: Texts): FilterWord[] {
  const { filter } = query;
  const without = (part: Partial<ContactFilter>) =>
    contactListHref({ ...query, cursor: null, filter: { ...filter, ...part } });
  const names = (list: { id: number; name: string }[], ids: (number | 'none')[]) =>
    ids.map((id) => (id === 'none' ? texts.nobody : (list.find((one) => one.id === id)?.name ?? `#${id}`)));
  const listed = (key: 'status' | 'origin' | 'owner', words: string[], part: Partial<ContactFilter>) =>
    words.length > 0
      ? [{ key, words: `${texts.columns(key)}: ${words.join(', ')}`, hrefWithout: without(part) }]
      : [];
  const single = (key: string, words: string | null, part: Partial<ContactFilter>) =>
    words === null ? [] : [{ key, words, hrefWithout: without(part) }];

  const inGroups = names(choices.groups, filter.groupIds).join(', ');
  const groupWords = inGroups ? `${texts.group}: ${inGroups}` : null;
  const { type, active, createdFrom, createdTo } = filter;
  const activeWords = active === null ? null : `${texts.columns('active')}: ${active ? texts.yes : texts.no}`;
  return [
    ...single('q', filter.q ? `“${filter.q}”` : null, { q: '' }),
    ...listed('status', names(choices.statuses, filter.statusIds), { statusIds: [] }),
    ...listed('origin', names(choices.origins, filter.originIds), { originIds: [] }),
    ...listed('owner', names(choices.members, filter.ownerIds), { ownerIds: [] }),
    ...single('group', groupWords, { groupIds: [] }),
    ...single('type', type && `${texts.columns('type')}: ${texts.types(type)}`, { type: null }),
    ...single('active', activeWords, { active: null }),
    ...single('from', createdFrom && `${texts.from} ${texts.day(createdFrom)}`, { createdFrom: null }),
    ...single('to', createdTo && `${texts.to} ${texts.day(createdTo)}`, { createdTo: null }),
  ];
}
