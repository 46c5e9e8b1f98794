'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { changesHref, parsePastQuery, pastHref } from '#domain/past/query.ts';
import { isNarrowed, type ReportQuery, reportQueryParams } from '#domain/reports/query.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { useFollow } from '../ui/use-follow.ts';
import type { PastChoices } from './types.ts';

type Props = {
  view: 'board' | 'changes';
  people: ReportQuery;
  choices: PastChoices;
  /** The same of everybody. */
  clearHref: string;
};

/** Whose past: the page's GET form, to which other fields of it belong by its id. With JavaScript each choice is followed at once. */
export function PastFilters({ view, people, choices, clearHref }: Props) {
  const t = useTranslations('past');
  const form = useRef<HTMLFormElement>(null);
  const { follow, isPending } = useFollow(form, (chosen) => {
    const { from = '', to = '' } = chosen;
    const query = parsePastQuery(chosen);
    return view === 'board' ? pastHref(query) : changesHref(query, { from, to });
  });
  return (
    <form
      key={reportQueryParams(people).toString()}
      id="past-form"
      ref={form}
      action={view === 'board' ? '/pipeline/past' : '/pipeline/past/changes'}
      className="past-filters"
      onChange={follow}
      onSubmit={follow}
      aria-busy={isPending}
    >
      <People people={people} choices={choices} />
      <noscript>
        <Button type="submit">{t('filter')}</Button>
      </noscript>
      {isNarrowed(people) && (
        <ButtonLink variant="quiet" href={clearHref}>
          {t('clearFilters')}
        </ButtonLink>
      )}
    </form>
  );
}

function People({ people, choices }: Pick<Props, 'people' | 'choices'>) {
  const t = useTranslations('past');
  const owners = [{ id: 'me', name: t('me') }, { id: 'none', name: t('noOwner') }, ...choices.members];
  const segment = people.segmentId === null ? [] : [people.segmentId];
  return (
    <>
      <Choice name="origin" chosen={people.originIds} list={choices.origins} />
      <Choice name="owner" chosen={people.ownerIds} list={owners} />
      {(choices.segments.length > 0 || segment.length > 0) && (
        <Choice name="segment" chosen={segment} list={choices.segments} />
      )}
    </>
  );
}

type ChoiceProps = {
  name: 'origin' | 'owner' | 'segment';
  chosen: (number | string)[];
  list: { id: number | string; name: string }[];
};

/** One of a list; several at once, or one that is gone, an address may name as well. */
function Choice({ name, chosen, list }: ChoiceProps) {
  const t = useTranslations('past');
  const value = chosen.join(',');
  const isListed = list.some(({ id }) => String(id) === value);
  return (
    <Select name={name} aria-label={t(`choices.${name}`)} defaultValue={value}>
      <option value="">{t(`any.${name}`)}</option>
      {value !== '' && !isListed && (
        <option value={value}>{t(`several.${name}`, { count: chosen.length })}</option>
      )}
      {list.map(({ id, name: text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
}
