import { ChartColumn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isNarrowed, type Report, type ReportQuery, reportHref } from '#domain/reports/query.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

type Props = {
  report: Report;
  query: ReportQuery;
  /** Why there is nothing though contacts there are: "Nenhum contato deixou um status neste período." */
  nothing?: string;
};

/** Nothing to report: no contacts yet, none that the filters let through, or nothing that happened in the period. */
export function ReportEmpty({ report, query, nothing }: Props) {
  const t = useTranslations('reports');
  if (isNarrowed(query)) {
    const all = { ...query, originIds: [], ownerIds: [], segmentId: null };
    return (
      <Empty
        icon={<ChartColumn />}
        title={t('emptyFiltered')}
        action={<ButtonLink href={reportHref(report, all)}>{t('clearFilters')}</ButtonLink>}
      >
        {nothing ?? t('emptyFilteredWhy')}
      </Empty>
    );
  }
  if (nothing) {
    return (
      <Empty icon={<ChartColumn />} title={t('emptyPeriod')}>
        {nothing}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<ChartColumn />}
      title={t('empty')}
      action={
        <ButtonLink variant="primary" href="/contacts?panel=new">
          {t('newContact')}
        </ButtonLink>
      }
    >
      {t('emptyWhy')}
    </Empty>
  );
}
