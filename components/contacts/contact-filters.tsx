'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { Select } from '#components/ui/select.tsx';
import { ToneDot } from '#components/ui/tone.tsx';
import { CONTACT_TYPES } from '#db/values.ts';
import { type ContactFilter, contactFilterParams } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import {
  CONTACT_SORTS,
  type ContactListQuery,
  contactListHref,
  parseContactListQuery,
} from '#domain/contacts/query.ts';
import { DayBox } from './day-box.tsx';
import { FilterMenu } from './filter-menu.tsx';

type Props = { query: ContactListQuery; choices: ContactChoices };

/** Search and filters: plain GET forms; with JavaScript the list follows each choice by itself. */
export function ContactFilters({ query, choices }: Props) {
  const t = useTranslations('contacts');
  const router = useRouter();
  const [shown, show] = useOptimistic(query);
  const { filter, sort } = shown;

  function go(part: Partial<ContactListQuery>) {
    const next = { ...shown, cursor: null, ...part };
    startTransition(() => {
      show(next);
      router.replace(contactListHref(next), { scroll: false });
    });
  }
  const narrow = (part: Partial<ContactFilter>) => go({ filter: { ...filter, ...part } });

  const kept = Object.fromEntries(
    new URL(contactListHref({ ...shown, cursor: null }), 'http://list').searchParams,
  );
  const { q: _, ...keptBySearch } = kept;
  const { q: __, ...narrowing } = Object.fromEntries(contactFilterParams(filter));
  const sortParam = sort.direction === 'desc' ? `-${sort.by}` : sort.by;

  return (
    <>
      <SearchBox
        action="/contacts"
        value={query.filter.q}
        label={t('search')}
        placeholder={t('searchHint')}
        keep={keptBySearch}
      />
      <input type="checkbox" id="show-filters" className="filters-toggle" aria-label={t('filters')} />
      <label htmlFor="show-filters" className="btn btn-secondary filters-button" aria-hidden>
        <SlidersHorizontal />
        {t('filtersOn', { count: Object.keys(narrowing).length })}
      </label>
      <form action="/contacts" className="contact-filters">
        {filter.q && <input type="hidden" name="q" value={filter.q} />}
        <FilterMenu
          label={t('columns.status')}
          name="status"
          chosen={filter.statusIds}
          options={choices.statuses.map(({ id, name }) => ({
            value: id,
            label: name,
            dot: <ToneDot className={`tone-${id}`} />,
          }))}
          onChange={(statusIds) => narrow({ statusIds })}
        />
        <FilterMenu
          label={t('columns.origin')}
          name="origin"
          chosen={filter.originIds}
          options={choices.origins.map(({ id, name, isArchived }) => ({
            value: id,
            label: isArchived ? t('archived', { name }) : name,
          }))}
          onChange={(originIds) => narrow({ originIds })}
        />
        <FilterMenu<number | 'none'>
          label={t('columns.owner')}
          name="owner"
          chosen={filter.ownerIds}
          options={[
            { value: 'none', label: t('noOwner') },
            ...choices.members.map(({ id, name, isActive }) => ({
              value: id,
              label: isActive ? name : t('inactiveMember', { name }),
            })),
          ]}
          onChange={(ownerIds) => narrow({ ownerIds })}
        />
        <Select
          name="type"
          aria-label={t('columns.type')}
          data-on={filter.type !== null || undefined}
          value={filter.type ?? ''}
          onChange={({ target }) =>
            narrow({ type: CONTACT_TYPES.find((type) => type === target.value) ?? null })
          }
        >
          <option value="">{t('anyType')}</option>
          {CONTACT_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </Select>
        <Select
          name="active"
          aria-label={t('columns.active')}
          data-on={filter.active !== null || undefined}
          value={filter.active === null ? '' : filter.active ? 'yes' : 'no'}
          onChange={({ target }) => narrow({ active: target.value === '' ? null : target.value === 'yes' })}
        >
          <option value="">{t('anyActive')}</option>
          <option value="yes">{t('onlyActive')}</option>
          <option value="no">{t('onlyInactive')}</option>
        </Select>
        {/* On phones there are no heads of columns to press; elsewhere it only keeps the order in the address. */}
        <Select
          name="sort"
          className="filter-sort"
          aria-label={t('sortBy')}
          value={sortParam}
          onChange={({ target }) => go({ sort: parseContactListQuery({ sort: target.value }).sort })}
        >
          {CONTACT_SORTS.flatMap((by) => [
            <option key={`-${by}`} value={`-${by}`}>
              {t(`sorts.${by}Desc`)}
            </option>,
            <option key={by} value={by}>
              {t(`sorts.${by}Asc`)}
            </option>,
          ])}
        </Select>
        <fieldset className="filter-period">
          <legend className="sr-only">{t('period')}</legend>
          <DayBox
            name="from"
            label={t('createdFrom')}
            value={filter.createdFrom}
            onChange={(createdFrom) => narrow({ createdFrom })}
          />
          <span aria-hidden>–</span>
          <DayBox
            name="to"
            label={t('createdTo')}
            value={filter.createdTo}
            onChange={(createdTo) => narrow({ createdTo })}
          />
        </fieldset>
        <noscript>
          <Button type="submit">{t('filter')}</Button>
        </noscript>
      </form>
    </>
  );
}
