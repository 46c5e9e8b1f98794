'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { type Days, PRESETS } from '#domain/reports/period.ts';
import {
  isNarrowed,
  LENSES,
  type Lens,
  parseReportQuery,
  type Report,
  type ReportQuery,
  reportHref,
  reportQueryParams,
} from '#domain/reports/query.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { type Chosen, useFollow } from '../ui/use-follow.ts';
import type { ReportChoices, ReportOffer } from './types.ts';

type Props = {
  report: Report;
  query: ReportQuery;
  days: Days | null;
  choices: ReportChoices;
  offers: ReportOffer[];
};

/** Of when and of whom: a plain GET form that, with JavaScript, follows each choice by itself. */
export function ReportFilters({ report, query, days, choices, offers }: Props) {
  const t = useTranslations('reports');
  const form = useRef<HTMLFormElement>(null);
  const { follow, isPending } = useFollow(form, (chosen, target) => hrefOf(report, chosen, target));
  const address = reportQueryParams(query);
  const everybody = { ...query, originIds: [], ownerIds: [], segmentId: null };
  return (
    <form
      key={`${report} ${address}`}
      ref={form}
      action={reportHref(report, parseReportQuery({}))}
      className="report-filters"
      onSubmit={follow}
      onChange={follow}
      aria-busy={isPending}
    >
      {days ? <Period query={query} days={days} /> : <Kept name="period" value={address.get('period')} />}
      <People query={query} choices={choices} />
      {OFFERS.map((offer) =>
        offers.includes(offer) ? (
          <Offer key={offer} offer={offer} value={address.get(offer)} />
        ) : (
          <Kept key={offer} name={offer} value={address.get(offer)} />
        ),
      )}
      <Kept name="saved" value={query.savedId === undefined ? null : String(query.savedId)} />
      <Kept name="segments" value={address.get('segments')} />
      <noscript>
        <Button type="submit">{t('filter')}</Button>
      </noscript>
      {isNarrowed(query) && (
        <ButtonLink variant="quiet" href={reportHref(report, everybody)}>
          {t('clearFilters')}
        </ButtonLink>
      )}
    </form>
  );
}

/** The one spelling of the address. */
function hrefOf(report: Report, chosen: Chosen, target: EventTarget): string | null {
  if (!(target instanceof HTMLInputElement) || target.type !== 'date')
    return reportHref(report, parseReportQuery(chosen));
  // While a year is typed the browser reports days of the year 2: those are let pass.
  if (typeof parseReportQuery({ period: `${target.value}..` }).period === 'string') return null;
  return reportHref(report, parseReportQuery({ ...chosen, period: 'free' }));
}

const OFFERS = ['compare', 'lens', 'names'] as const satisfies ReportOffer[];

/** The usual choice of each first: it is left out of addresses. */
const OFFERED = {
  compare: ['none', 'previous'],
  lens: LENSES,
  names: ['then', 'today'],
} as const;

function Offer({ offer, value }: { offer: ReportOffer; value: string | null }) {
  const t = useTranslations('reports');
  const values: readonly ('none' | 'previous' | Lens | 'then' | 'today')[] = OFFERED[offer];
  return (
    <Select name={offer} aria-label={t(`offers.${offer}`)} defaultValue={value ?? values[0]}>
      {values.map((one) => (
        <option key={one} value={one}>
          {t(`offered.${one}`)}
        </option>
      ))}
    </Select>
  );
}

function Kept({ name, value }: { name: string; value: string | null }) {
  return value === null ? null : <input type="hidden" name={name} value={value} />;
}

function Period({ query, days }: { query: ReportQuery; days: Days }) {
  const t = useTranslations('reports');
  const day = (name: 'from' | 'to') => (
    <Input
      type="date"
      name={name}
      min="1900-01-01"
      max="2199-12-31"
      aria-label={t(name)}
      data-tip={t(name)}
      defaultValue={days[name]}
    />
  );
  return (
    <>
      <Select
        name="period"
        aria-label={t('period')}
        defaultValue={typeof query.period === 'string' ? query.period : 'free'}
      >
        {PRESETS.map((preset) => (
          <option key={preset} value={preset}>
            {t(`presets.${preset}`)}
          </option>
        ))}
        <option value="free">{t('presets.free')}</option>
      </Select>
      <span className="report-days">
        {day('from')}
        <span aria-hidden>–</span>
        {day('to')}
      </span>
    </>
  );
}

function People({ query, choices }: Pick<Props, 'query' | 'choices'>) {
  const t = useTranslations('reports');
  const owners = [{ id: 'me', name: t('me') }, { id: 'none', name: t('noOwner') }, ...choices.members];
  return (
    <>
      <Choice
        name="origin"
        label={t('origin')}
        any={t('anyOrigin')}
        several={t('origins', { count: query.originIds.length })}
        chosen={query.originIds}
        list={choices.origins}
      />
      <Choice
        name="owner"
        label={t('owner')}
        any={t('anyOwner')}
        several={t('owners', { count: query.ownerIds.length })}
        chosen={query.ownerIds}
        list={owners}
      />
      {(choices.segments.length > 0 || query.segmentId !== null) && (
        <Choice
          name="segment"
          label={t('segment')}
          any={t('anySegment')}
          several={t('goneSegment')}
          chosen={query.segmentId === null ? [] : [query.segmentId]}
          list={choices.segments}
        />
      )}
    </>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  any: string;
  /** What an address says that is none of the list: several at once, or one that is gone. */
  several: string;
  chosen: (number | string)[];
  list: { id: number | string; name: string }[];
};

function Choice({ name, label, any, several, chosen, list }: ChoiceProps) {
  const value = chosen.join(',');
  const isListed = value === '' || list.some(({ id }) => String(id) === value);
  return (
    <Select name={name} aria-label={label} defaultValue={value} data-on={value !== '' || undefined}>
      <option value="">{any}</option>
      {!isListed && <option value={value}>{several}</option>}
      {list.map(({ id, name: text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
}
