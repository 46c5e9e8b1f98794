import { useLocale, useTranslations } from 'next-intl';
import type { Days } from '#domain/reports/period.ts';
import type { Report, ReportQuery } from '#domain/reports/query.ts';
import { formatDays } from '#lib/dates.ts';
import type { ReportChoices } from './types.ts';

type Props = { report: Report; query: ReportQuery; days: Days | null; choices: ReportChoices };

/** On paper, what the tabs and boxes say on the screen: which report, of which days and of whom. */
export function ReportPrinted({ report, query, days, choices }: Props) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const parts = [
    t(`tabs.${report}`),
    days && formatDays(days.from, days.to, locale),
    ...useWhose(query, choices),
  ];
  return <p className="report-printed">{parts.filter((part) => part !== null).join(' · ')}</p>;
}

function useWhose(query: ReportQuery, { origins, members, segments }: ReportChoices): string[] {
  const t = useTranslations('reports');
  const named = (all: { id: number; name: string }[], id: number) =>
    all.find((one) => one.id === id)?.name ?? `#${id}`;
  const owners = query.ownerIds.map((owner) => {
    if (owner === 'none') return t('noOwner');
    return owner === 'me' ? t('me') : named(members, owner);
  });
  return [
    ...query.originIds.map((id) => named(origins, id)),
    ...owners,
    ...(query.segmentId === null ? [] : [named(segments, query.segmentId)]),
  ];
}
