import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Days } from '#domain/reports/period.ts';
import { REPORTS, type Report, type ReportQuery, reportHref } from '#domain/reports/query.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { GoneNotice } from './gone-notice.tsx';
import { ReportFilters } from './report-filters.tsx';
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
      <nav className="tabs report-tabs" aria-label={t('reports')}>
        {REPORTS.map((one) => (
          <Link
            key={one}
            href={reportHref(one, { ...query, savedId: undefined })}
            prefetch={false}
            className="tab"
            aria-current={one === report ? 'page' : undefined}
          >
            {t(`tabs.${one}`)}
          </Link>
        ))}
      </nav>
      <ReportFilters report={report} query={query} days={days} choices={choices} offers={offers} />
      <GoneNotice query={query} choices={choices} />
      <div className="report">{children}</div>
    </>
  );
}
