'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { CONTACT_TYPES } from '#db/values.ts';
import { readableQuery } from '#domain/contacts/filter.ts';
import { BOARD_SORTS, type BoardQuery, boardQueryParams, parseBoardQuery } from '#domain/pipeline/query.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Select } from '../ui/select.tsx';
import { type Chosen, useFollow } from '../ui/use-follow.ts';
import type { Names } from './types.ts';

type Props = { query: BoardQuery; names: Names; isFiltered: boolean };

/** What the board shows: a plain GET form that, with JavaScript, follows each choice by itself. */
export function BoardFilters({ query, names, isFiltered }: Props) {
  const t = useTranslations('pipeline');
  const form = useRef<HTMLFormElement>(null);
  const { follow, isPending } = useFollow(form, hrefOf);
  const address = boardQueryParams(query);
  const { q, ...kept } = Object.fromEntries(address);
  return (
    <>
      <SearchBox action="/pipeline" value={query.filter.q} label={t('search')} keep={kept} />
      <form
        key={address.toString()}
        ref={form}
        action="/pipeline"
        className="board-filters"
        onSubmit={follow}
        onChange={follow}
        aria-busy={isPending}
      >
        {q && <input type="hidden" name="q" value={q} />}
        {kept.filter && <input type="hidden" name="filter" value={kept.filter} />}
        {kept.segment && <input type="hidden" name="segment" value={kept.segment} />}
        <People query={query} names={names} />
        <Period query={query} />
        <Choice
          name="sort"
          label={t('sort')}
          value={query.sort}
          list={BOARD_SORTS.map((id) => [id, t(`sorts.${id}`)])}
        />
        <noscript>
          <Button type="submit">{t('filter')}</Button>
        </noscript>
        {isFiltered && (
          <ButtonLink variant="quiet" href="/pipeline">
            {t('clearFilters')}
          </ButtonLink>
        )}
      </form>
    </>
  );
}

/** The one spelling of the address. */
function hrefOf(chosen: Chosen): string {
  const params = boardQueryParams(parseBoardQuery(chosen));
  return params.size > 0 ? `/pipeline?${readableQuery(params)}` : '/pipeline';
}

function People({ query: { filter }, names }: Omit<Props, 'isFiltered'>) {
  const t = useTranslations('pipeline');
  const named = (list: Names['members']) => list.map(({ id, name }): [number, string] => [id, name]);
  return (
    <>
      <Choice
        name="owner"
        label={t('owner')}
        value={filter.ownerIds[0]}
        list={[['', t('anyOwner')], ['none', t('noOwner')], ...named(names.members)]}
      />
      <Choice
        name="origin"
        label={t('origin')}
        value={filter.originIds[0]}
        list={[['', t('anyOrigin')], ...named(names.origins)]}
      />
      <Choice
        name="type"
        label={t('type')}
        value={filter.type}
        list={[
          ['', t('anyType')],
          ...CONTACT_TYPES.map((type): [string, string] => [type, t(`types.${type}`)]),
        ]}
      />
    </>
  );
}

function Period({ query: { filter } }: { query: BoardQuery }) {
  const t = useTranslations('pipeline');
  const day = (name: 'from' | 'to', value: string | null) => (
    <Input type="date" name={name} aria-label={t(name)} data-tip={t(name)} defaultValue={value ?? ''} />
  );
  return (
    <span className="period">
      {day('from', filter.createdFrom)}
      <span aria-hidden>–</span>
      {day('to', filter.createdTo)}
    </span>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | number | null | undefined;
  list: (readonly [string | number, string])[];
};

function Choice({ name, label, value, list }: ChoiceProps) {
  return (
    <Select name={name} aria-label={label} defaultValue={value ?? ''}>
      {list.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
}
