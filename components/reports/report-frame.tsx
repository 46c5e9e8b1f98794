import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Days } from '#domain/reports/period.ts';
import type { Report, ReportQuery } from '#domain/reports/query.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { GoneNotice } from './gone-notice.tsx';
import { ReportFilters } from './report-filters.tsx';
import { ReportPrinted } from './report-printed.tsx';
import { ReportTabs } from './report-tabs.tsx';
import { SavedBar } from './saved-bar.tsx';
import type { ReportChoices, ReportOffer } from './types.ts';

type Props = {
  report: Report;
  query: ReportQuery;
  /** The days that the report is of; null for one of this very moment. */
  days: Days | null;
  choices: ReportChoices;
  /** What else its reader may choose. */
  offers?: ReportOffer[];
  children: ReactNode;
};

/** What all reports have in common: the way from one to another, period and filters, which go along. */
export function ReportFrame({ report, query, days, choices, offers = [], children }: Props) {
  const t = useTranslations('reports');
  return (
    <>
      <PageHeader title={t('title')} action={<SavedBar report={report} query={query} />} />
      <ReportTabs current={report} query={query} />
      <ReportPrinted report={report} query={query} days={days} choices={choices} />
      <ReportFilters report={report} query={query} days={days} choices={choices} offers={offers} />
      <GoneNotice query={query} choices={choices} />
      <div className="report">{children}</div>
    </>
  );
}
