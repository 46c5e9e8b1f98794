import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReportQuery } from '#domain/reports/query.ts';
import { goneFrom } from '#domain/saved-reports/rules.ts';
import type { ReportChoices } from './types.ts';

/** Says that something by which the report is narrowed is not there any more: a link or a saved report may be older than it. */
export function GoneNotice({ query, choices }: { query: ReportQuery; choices: ReportChoices }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const gone = goneFrom(query, choices);
  if (gone.length === 0) return null;
  return (
    <p className="notice notice-warning" role="status">
      <TriangleAlert />
      {t('gone', { what: format.list(gone.map((one) => t(`goneThings.${one}`))) })}
    </p>
  );
}
