import { Plus, Users, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { EMPTY_CONTACT_FILTER, isFiltered } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';
import { formatDate } from '#lib/dates.ts';
import { filterWords } from './filter-words.ts';

type Props = { query: ContactListQuery; choices: ContactChoices; onNew: () => void };

/** Why the list is empty, and the way out. */
export function NothingFound({ query, choices, onNew }: Props) {
  const t = useTranslations('contacts');
  if (isFiltered(query.filter)) return <NoneMatch query={query} choices={choices} />;
  const action = (
    <Button variant="primary" onClick={onNew}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <Empty icon={<Users />} title={t('empty')} action={action}>
      {t('emptyWhy')}
    </Empty>
  );
}

function NoneMatch({ query, choices }: Omit<Props, 'onNew'>) {
  const t = useTranslations('contacts');
  const locale = useLocale();
  const cleared = contactListHref({ ...query, filter: EMPTY_CONTACT_FILTER, cursor: null });
  const words = filterWords(query, choices, {
    columns: (key) => t(`columns.${key}`),
    types: (type) => t(`types.${type}`),
    day: (day) => formatDate(new Date(`${day}T12:00:00Z`), locale, 'UTC'),
    group: t('group'),
    nobody: t('noOwner'),
    yes: t('yes'),
    no: t('no'),
    from: t('createdFrom'),
    to: t('createdTo'),
  });
  return (
    <Empty
      icon={<Users />}
      title={t('noneFound')}
      action={<ButtonLink href={cleared}>{t('clearFilters')}</ButtonLink>}
    >
      {t('noneFoundWhy')}
      <ul className="filter-words">
        {words.map(({ key, words: filter, hrefWithout }) => (
          <li key={key}>
            <ButtonLink size="small" href={hrefWithout} aria-label={t('removeFilter', { filter })}>
              <span className="truncate">{filter}</span>
              <X />
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
