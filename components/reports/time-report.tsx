import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { BUCKETS } from '#domain/reports/buckets.ts';
import { timeFigure } from '#domain/reports/figures.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { TimeReport as Data, TimeRow } from '#domain/reports/time.ts';
import { formatSpan } from '#lib/dates.ts';
import { BarChart } from './bar-chart.tsx';
import { ContactFigure } from './contact-figure.tsx';
import { DistributionTable } from './distribution-table.tsx';
import { Figure } from './figure.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';
import { Span } from './span.tsx';
import { StatusName } from './status-name.tsx';
import { Beyond, Usual } from './usual.tsx';
import { WeekTrend } from './week-trend.tsx';

type Props = { data: Data; query: ReportQuery };

/** How long contacts stood in each status. */
export function TimeReport({ data, query }: Props) {
  const t = useTranslations('reports');
  const stays = data.rows.reduce((sum, row) => sum + row.stays, 0);
  if (stays === 0) return <ReportEmpty report="time" query={query} nothing={t('time.nothing')} />;
  return (
    <>
      <Stays data={data} query={query} />
      <Distribution data={data} query={query} />
      <ReportSection title={t('time.trend')} note={t('time.trendNote')}>
        <WeekTrend weeks={data.weeks} rows={data.rows} file={{ report: 'time', query, table: 'weeks' }} />
      </ReportSection>
    </>
  );
}

function Stays({ data, query }: Props) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const bars = data.rows.map(({ id, name, median: value }) => {
    return { key: id, label: name, parts: [{ key: id, label: name, value, tone: `tone-${id}` }] };
  });
  return (
    <ReportSection title={t('time.stays')} note={t('time.staysNote')}>
      <BarChart
        id="medians"
        title={t('time.medianOf')}
        bars={bars}
        format={(seconds) => (seconds > 0 ? formatSpan(seconds * 1_000, locale) : '–')}
      />
      <ReportTable
        caption={t('time.stays')}
        name={{ header: t('status'), cell: (row) => <StatusName {...row} /> }}
        rows={data.rows}
        rowKey={({ id }) => id}
        file={{ report: 'time', query, table: 'stays' }}
        columns={useStayColumns(data)}
      />
    </ReportSection>
  );
}

function useStayColumns({ filter, days }: Data): ReportColumn<TimeRow>[] {
  const t = useTranslations('reports');
  return [
    {
      key: 'stays',
      header: t('time.count'),
      cell: ({ stays }) => <Figure value={stays} href={null} of="" />,
    },
    {
      key: 'contacts',
      header: t('contacts'),
      cell: ({ statusIds, name, contacts }) => (
        <ContactFigure value={contacts} filter={timeFigure(filter, days, statusIds)} of={name} />
      ),
    },
    {
      key: 'median',
      header: t('time.median'),
      cell: (row) => <Span seconds={row.median} stays={row.stays} />,
    },
    { key: 'p90', header: t('time.p90'), cell: (row) => <Span seconds={row.p90} stays={row.stays} /> },
    { key: 'usual', header: t('usual'), cell: ({ usualSeconds }) => <Usual seconds={usualSeconds} /> },
    {
      key: 'beyond',
      header: t('beyondNow'),
      cell: (row) => <Beyond filter={filter} status={row} value={row.beyond} />,
    },
  ];
}

function Distribution({ data: { rows }, query }: Props) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const parts = (bucket: number) => (row: TimeRow) => {
    const { id, name } = row;
    return { key: id, label: name, value: row.buckets[bucket] ?? 0, tone: `tone-${id}` };
  };
  const bars = BUCKETS.map(({ key }, index) => {
    return { key, label: t(`time.buckets.${key}`), parts: rows.map(parts(index)) };
  });
  return (
    <ReportSection title={t('time.distribution')} note={t('time.distributionNote')}>
      <BarChart
        id="distribution"
        title={t('time.distribution')}
        bars={bars}
        format={(stays) => number(stays)}
      />
      <DistributionTable rows={rows} file={{ report: 'time', query, table: 'distribution' }} />
    </ReportSection>
  );
}
