import Link from 'next/link';
import { useTranslations } from 'next-intl';
import {
  parseReportQuery,
  REPORTS,
  type Report,
  type ReportQuery,
  reportHref,
} from '#domain/reports/query.ts';

type Props = {
  current: Report | 'targets';
  /** Goes along from one report to another, but not to which it belongs by name. */
  query?: ReportQuery;
};

/** The way from one report to another, and to the targets. */
export function ReportTabs({ current, query = parseReportQuery({}) }: Props) {
  const t = useTranslations('reports');
  return (
    <nav className="tabs report-tabs" aria-label={t('reports')}>
      {REPORTS.map((one) => (
        <Tab key={one} href={reportHref(one, { ...query, savedId: undefined })} isCurrent={one === current}>
          {t(`tabs.${one}`)}
        </Tab>
      ))}
      <Tab href="/reports/targets" isCurrent={current === 'targets'}>
        {t('tabs.targets')}
      </Tab>
    </nav>
  );
}

function Tab({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <Link href={href} prefetch={false} className="tab" aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </Link>
  );
}
