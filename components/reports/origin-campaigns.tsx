import { useFormatter, useTranslations } from 'next-intl';
import type { OriginsReport } from '#domain/reports/origins-rules.ts';
import { Rate } from './rate.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

/** Advertisements and links below their origins. */
export function OriginCampaigns({ data: { rows } }: { data: OriginsReport }) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const campaigns = rows.flatMap(({ name: origin, campaigns: own }) =>
    own.map((one) => ({ ...one, origin })),
  );
  if (campaigns.length === 0) return null;
  return (
    <ReportSection title={t('origins.campaigns')} note={t('origins.campaignsNote')}>
      <ReportTable
        caption={t('origins.campaigns')}
        name={{
          header: t('origins.campaign'),
          cell: ({ name, key }) => (name === key ? name : `${name} (${key})`),
        }}
        rows={campaigns}
        rowKey={({ originId, kind, key }) => `${originId} ${kind} ${key}`}
        columns={[
          { key: 'kind', header: t('origins.kind'), cell: ({ kind }) => t(`origins.${kind}`) },
          { key: 'origin', header: t('origin'), cell: ({ origin }) => origin },
          { key: 'arrivals', header: t('origins.arrivals'), cell: ({ arrivals }) => number(arrivals) },
          { key: 'won', header: t('origins.won'), cell: ({ won }) => number(won) },
          {
            key: 'conversion',
            header: t('origins.conversion'),
            cell: ({ won, arrivals }) => <Rate part={won} whole={arrivals} />,
          },
        ]}
      />
    </ReportSection>
  );
}
