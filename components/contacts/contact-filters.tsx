import { SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useOptimistic, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { type ContactFilter, contactFilterParams } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, type ContactSort, contactListHref } from '#domain/contacts/query.ts';
import { ChoiceFilters, OrderSelect, PeriodFilter, YesNoFilters } from './filter-controls.tsx';

type Props = { query: ContactListQuery; choices: ContactChoices };

/** Search and filters: plain GET forms; with JavaScript the list follows each choice by itself. */
export function ContactFilters({ query, choices }: Props) {
  const t = useTranslations('contacts');
  const { shown, narrow, order, isPending } = useQuery(query);
  const { filter, sort } = shown;
  const kept = Object.fromEntries(contactFilterParams(filter));
  const { q: _, filter: _built, segment: _saved, ...narrowing } = kept;
  return (
    <>
      <SearchBox
        action="/contacts"
        value={query.filter.q}
        label={t('search')}
        placeholder={t('searchHint')}
        keep={paramsWithoutSearch(shown)}
      />
      {/* On phones the filters stand behind this button, with or without JavaScript. */}
      <input type="checkbox" id="show-filters" className="filters-toggle" aria-label={t('filters')} />
      <label htmlFor="show-filters" className="btn btn-secondary filters-button" aria-hidden>
        <SlidersHorizontal />
        {t('filtersOn', { count: Object.keys(narrowing).length })}
      </label>
      <form action="/contacts" className="contact-filters" aria-busy={isPending}>
        {filter.q && <input type="hidden" name="q" value={filter.q} />}
        {kept.filter && <input type="hidden" name="filter" value={kept.filter} />}
        {kept.segment && <input type="hidden" name="segment" value={kept.segment} />}
        {query.viewId !== null && <input type="hidden" name="view" value={query.viewId || 'all'} />}
        {query.columns && <input type="hidden" name="columns" value={query.columns.join(',')} />}
        <ChoiceFilters filter={filter} choices={choices} onChange={narrow} />
        <YesNoFilters filter={filter} onChange={narrow} />
        <OrderSelect sort={sort} onChange={order} />
        <PeriodFilter filter={filter} onChange={narrow} />
        <noscript>
          <Button type="submit">{t('filter')}</Button>
        </noscript>
      </form>
    </>
  );
}

/** The query as the controls show it: at once what was chosen, then what the address says. */
function useQuery(query: ContactListQuery) {
  const router = useRouter();
  const [shown, show] = useOptimistic(query);
  const [isPending, startTransition] = useTransition();

  const go = (part: Partial<ContactListQuery>) => {
    const next = { ...shown, cursor: null, ...part };
    startTransition(() => {
      show(next);
      router.replace(contactListHref(next), { scroll: false });
    });
  };
  return {
    shown,
    isPending,
    narrow: (part: Partial<ContactFilter>) => go({ filter: { ...shown.filter, ...part } }),
    order: (sort: ContactSort) => go({ sort }),
  };
}

function paramsWithoutSearch(query: ContactListQuery): Record<string, string> {
  const address = new URL(contactListHref({ ...query, cursor: null }), 'http://list');
  address.searchParams.delete('q');
  return Object.fromEntries(address.searchParams);
}
