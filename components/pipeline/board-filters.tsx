'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useTransition } from 'react';
import { CONTACT_TYPES } from '#db/values.ts';
import { BOARD_SORTS, type BoardQuery, boardQueryParams, parseBoardQuery } from '#domain/pipeline/query.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Select } from '../ui/select.tsx';
import type { Names } from './types.ts';

type Props = { query: BoardQuery; names: Names; isFiltered: boolean };

/** What the board shows: a plain GET form that, with JavaScript, follows each choice by itself. */
export function BoardFilters({ query, names, isFiltered }: Props) {
  const t = useTranslations('pipeline');
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const { filter, sort } = query;
  const { q: _, ...kept } = Object.fromEntries(boardQueryParams(query));

  function go(event?: FormEvent) {
    event?.preventDefault();
    if (!form.current) return;
    const chosen = Object.fromEntries(
      [...new FormData(form.current)].map(([name, value]) => [name, String(value)]),
    );
    const params = boardQueryParams(parseBoardQuery(chosen));
    startTransition(() =>
      router.replace(params.size > 0 ? `/pipeline?${params}` : '/pipeline', { scroll: false }),
    );
  }

  const one = (list: (number | string)[]) => String(list[0] ?? '');
  return (
    <>
      <SearchBox action="/pipeline" value={filter.q} label={t('search')} keep={kept} />
      <form
        ref={form}
        action="/pipeline"
        className="board-filters"
        onSubmit={go}
        onChange={() => go()}
        key={boardQueryParams(query).toString()}
        aria-busy={isPending}
      >
        {filter.q && <input type="hidden" name="q" value={filter.q} />}
        <Select name="owner" aria-label={t('owner')} defaultValue={one(filter.ownerIds)}>
          <option value="">{t('anyOwner')}</option>
          <option value="none">{t('noOwner')}</option>
          <Options list={names.members} />
        </Select>
        <Select name="origin" aria-label={t('origin')} defaultValue={one(filter.originIds)}>
          <option value="">{t('anyOrigin')}</option>
          <Options list={names.origins} />
        </Select>
        <Select name="type" aria-label={t('type')} defaultValue={filter.type ?? ''}>
          <option value="">{t('anyType')}</option>
          {CONTACT_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </Select>
        <span className="period">
          <Input
            type="date"
            name="from"
            aria-label={t('from')}
            data-tip={t('from')}
            defaultValue={filter.createdFrom ?? ''}
          />
          <span aria-hidden>–</span>
          <Input
            type="date"
            name="to"
            aria-label={t('to')}
            data-tip={t('to')}
            defaultValue={filter.createdTo ?? ''}
          />
        </span>
        <Select name="sort" aria-label={t('sort')} defaultValue={sort}>
          {BOARD_SORTS.map((one) => (
            <option key={one} value={one}>
              {t(`sorts.${one}`)}
            </option>
          ))}
        </Select>
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

function Options({ list }: { list: { id: number; name: string }[] }) {
  return list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
