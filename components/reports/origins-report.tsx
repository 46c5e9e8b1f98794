import { useFormatter, useTranslations } from 'next-intl';
import { originFigure } from '#domain/reports/figures.ts';
import type { OriginsReport as Data, OriginRow } from '#domain/reports/origins-rules.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import { BarChart } from './bar-chart.tsx';
import { ContactFigure } from './contact-figure.tsx';
import { Median } from './median.tsx';
import { OriginCampaigns } from './origin-campaigns.tsx';
import { OriginWeeks } from './origin-weeks.tsx';
import { Rate } from './rate.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';

type Props = { data: Data; scope: ReportScope; query: ReportQuery };

/** So many bars are drawn; the table has all. */
const BARS_MAX = 20;

/** Where contacts came from, and what became of them. */
export function OriginsReport({ data, scope, query }: Props) {
  const t = useTranslations('reports');
  if (data.rows.length === 0)
    return <ReportEmpty report="origins" query={query} nothing={t('sources.nothing')} />;
  const bars = data.rows.slice(0, BARS_MAX).map(({ originId, name, arrivals }) => {
    return { key: originId, label: name, parts: [{ key: originId, label: name, value: arrivals }] };
  });
  const note = query.lens === 'any' ? `${t('sources.note')} ${t('sources.noteAny')}` : t('sources.note');
  return (
    <>
      <ReportSection title={t('sources.title')} note={note}>
        <BarChart id="origins" title={t('sources.arrivals')} bars={bars} />
        <ReportTable
          caption={t('sources.title')}
          name={{ header: t('origin'), cell: ({ name }) => name }}
          rows={data.rows}
          rowKey={({ originId }) => originId}
          file={{ report: 'origins', query, table: 'origins' }}
          columns={[...useCounts(data, scope, query), ...useRates(), ...useGains(query)]}
        />
      </ReportSection>
      <OriginWeeks data={data} query={query} />
      <OriginCampaigns data={data} scope={scope} query={query} />
    </>
  );
}

function useCounts(data: Data, scope: ReportScope, { lens }: ReportQuery): ReportColumn<OriginRow>[] {
  const t = useTranslations('reports');
  const column = (key: 'arrivals' | 'qualified' | 'won' | 'lost', statusIds?: number[]) => ({
    key,
    header: t(`sources.${key}`),
    cell: (row: OriginRow) => (
      <ContactFigure
        value={row[key]}
        filter={originFigure(scope, { lens, originId: row.originId, isThen: row.isThen }, statusIds)}
        of={`${row.name}, ${t(`sources.${key}`)}`}
      />
    ),
  });
  return [
    column('arrivals'),
    column('qualified', data.statusIds.qualified),
    column('won', data.statusIds.won),
    column('lost', data.statusIds.lost),
  ];
}

function useRates(): ReportColumn<OriginRow>[] {
  const t = useTranslations('reports');
  return [
    {
      key: 'conversion',
      header: t('sources.conversion'),
      cell: ({ won, arrivals }) => <Rate part={won} whole={arrivals} />,
    },
    {
      key: 'answer',
      header: t('sources.answer'),
      cell: ({ answerSeconds, answered }) => <Median seconds={answerSeconds} of={answered} />,
    },
    {
      key: 'toWon',
      header: t('sources.toWon'),
      cell: ({ wonSeconds, won }) => <Median seconds={wonSeconds} of={won} />,
    },
  ];
}

function useGains({ lens }: ReportQuery): ReportColumn<OriginRow>[] {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  if (lens === 'first') return [];
  const signed = (value: number) => number(value, { signDisplay: 'exceptZero' });
  return [
    { key: 'gain', header: t('sources.gain'), cell: ({ gainArrivals }) => signed(gainArrivals) },
    { key: 'gainWon', header: t('sources.gainWon'), cell: ({ gainWon }) => signed(gainWon) },
  ];
}
