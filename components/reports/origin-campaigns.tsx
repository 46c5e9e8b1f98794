import { useFormatter, useTranslations } from 'next-intl';
import type { OriginsReport } from '#domain/reports/origins-rules.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import { Rate } from './rate.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

/** Advertisements and links below their origins. */
export function OriginCampaigns({ data: { rows }, query }: { data: OriginsReport; query: ReportQuery }) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const campaigns = rows.flatMap(({ name: origin, campaigns: own }) =>
    own.map((one) => ({ ...one, origin })),
  );
  if (campaigns.length === 0) return null;
  return (
    <ReportSection title={t('sources.campaigns')} note={t('sources.campaignsNote')}>
      <ReportTable
        caption={t('sources.campaigns')}
        name={{
          header: t('sources.campaign'),
          cell: ({ name, key }) => (name === key ? name : `${name} (${key})`),
        }}
        rows={campaigns}
        rowKey={({ originId, kind, key }) => `${originId} ${kind} ${key}`}
        file={{ report: 'origins', query, table: 'campaigns' }}
        columns={[
          { key: 'kind', header: t('sources.kind'), cell: ({ kind }) => t(`sources.${kind}`) },
          { key: 'origin', header: t('origin'), cell: ({ origin }) => origin },
          { key: 'arrivals', header: t('sources.arrivals'), cell: ({ arrivals }) => number(arrivals) },
          { key: 'won', header: t('sources.won'), cell: ({ won }) => number(won) },
          {
            key: 'conversion',
            header: t('sources.conversion'),
            cell: ({ won, arrivals }) => <Rate part={won} whole={arrivals} />,
          },
        ]}
      />
    </ReportSection>
  );
}
