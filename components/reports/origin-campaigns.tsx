import { useTranslations } from 'next-intl';
import { campaignFigure } from '#domain/reports/figures.ts';
import type { OriginsReport } from '#domain/reports/origins-rules.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import { ContactFigure } from './contact-figure.tsx';
import { Rate } from './rate.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

type Props = { data: OriginsReport; scope: ReportScope; query: ReportQuery };

/** Advertisements and links below their origins. */
export function OriginCampaigns({ data: { rows, statusIds }, scope, query }: Props) {
  const t = useTranslations('reports');
  const { lens } = query;
  const campaigns = rows.flatMap(({ name: origin, isThen, campaigns: own }) =>
    own.map((one) => ({ ...one, origin, isThen })),
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
          {
            key: 'arrivals',
            header: t('sources.arrivals'),
            cell: (one) => (
              <ContactFigure
                value={one.arrivals}
                filter={campaignFigure(scope, { ...one, lens })}
                of={`${one.name}, ${t('sources.arrivals')}`}
              />
            ),
          },
          {
            key: 'won',
            header: t('sources.won'),
            cell: (one) => (
              <ContactFigure
                value={one.won}
                filter={campaignFigure(scope, { ...one, lens }, statusIds.won)}
                of={`${one.name}, ${t('sources.won')}`}
              />
            ),
          },
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
