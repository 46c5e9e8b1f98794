import type { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { type ContactFilter, isFiltered, readableQuery } from '#domain/contacts/filter.ts';
import type { FilterNames } from '#domain/contacts/filter-names.ts';
import { type FilterTree, spellFilterTree, tidyTree, unreadOf } from '#domain/contacts/filter-tree.ts';
import { ChipList } from './chip-list.tsx';
import { partWords } from './condition-words.ts';
import { FilterButton } from './filter-button.tsx';
import { SaveSegment } from './save-segment.tsx';
import { SegmentMenu } from './segment-menu.tsx';
import type { Chip, FilterPlace, SaveSegment as Save, SegmentChoice } from './types.ts';

type Texts = ReturnType<typeof useTranslations<'filters'>>;

type Props = {
  place: FilterPlace;
  filter: ContactFilter;
  names: FilterNames;
  segments: SegmentChoice[];
  canShare: boolean;
  create: Save;
};

/** What narrows the list beyond its quick filters: the builder's button, its conditions in words, the segment. Works without JavaScript but for building. */
export async function FilterBar({ place, filter, names, segments, canShare, create }: Props) {
  const [t, locale] = await Promise.all([getTranslations('filters'), getLocale()]);
  const { where, segmentId } = filter;
  const chips = where
    ? where.parts.map((part, index) => chip(place, where, index, partWords(part, names, t, locale), t))
    : [];
  const segment = segments.find(({ id }) => id === segmentId);
  const unread = where ? unreadOf(where) : [];
  return (
    <div className="filter-bar">
      <FilterButton
        place={place}
        label={t('button')}
        title={t('title')}
        failed={t('failed')}
        count={chips.length}
      />
      <SegmentMenu
        label={t('segments')}
        current={segmentId}
        currentName={segmentId === null ? null : (segment?.name ?? t('goneSegment'))}
        options={segments.map(({ id, name }) => ({
          id,
          name,
          href: withParam(place, 'segment', String(id)),
        }))}
        noneHref={withParam(place, 'segment', null)}
        texts={{ none: t('noSegment'), all: t('allSegments') }}
      />
      <ChipList chips={chips} joinWords={where?.join === 'any' ? t('or') : null} label={t('conditions')} />
      {isFiltered(filter) && (
        <SaveSegment query={place.query} canShare={canShare} create={create} label={t('saveSegment')} />
      )}
      {(unread.length > 0 || (segmentId !== null && !segment)) && (
        <p className="filter-unread" role="alert">
          {unread.length > 0 ? t('unreadWhy') : t('goneSegmentWhy')}
        </p>
      )}
    </div>
  );
}

function chip(
  place: FilterPlace,
  where: FilterTree,
  index: number,
  spoken: { words: string; isBroken: boolean },
  t: Texts,
): Chip {
  const rest = tidyTree({ ...where, parts: where.parts.filter((_, at) => at !== index) });
  return {
    key: `${index} ${spoken.words}`,
    ...spoken,
    removeLabel: t('remove', { condition: spoken.words }),
    hrefWithout: withParam(place, 'filter', rest && spellFilterTree(rest)),
  };
}

function withParam({ path, query }: FilterPlace, name: string, value: string | null): string {
  const params = new URLSearchParams(query);
  if (value === null) params.delete(name);
  else params.set(name, value);
  return params.size > 0 ? `${path}?${readableQuery(params)}` : path;
}
