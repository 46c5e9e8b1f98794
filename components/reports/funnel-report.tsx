import { useFormatter, useTranslations } from 'next-intl';
import { funnelFigure } from '#domain/reports/figures.ts';
import type { Funnel, FunnelStep } from '#domain/reports/funnel-rules.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import { BarChart } from './bar-chart.tsx';
import { ContactFigure } from './contact-figure.tsx';
import { FunnelParts } from './funnel-parts.tsx';
import type { FunnelProps } from './funnel-props.ts';
import { FunnelSegments } from './funnel-segments.tsx';
import { Median } from './median.tsx';
import { Rate } from './rate.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';
import { StatusName } from './status-name.tsx';

/** What became of those who arrived. */
export function FunnelReport({ data, scope, before, segments, query, choices }: FunnelProps) {
  const t = useTranslations('reports');
  if (data.arrivals === 0) return <ReportEmpty report="funnel" query={query} nothing={t('funnel.nothing')} />;
  return (
    <>
      <Outcome data={data} scope={scope} />
      <Steps data={data} scope={scope} before={before} query={query} />
      <FunnelParts split="origin" data={data} scope={scope} query={query} choices={choices} />
      <FunnelParts split="owner" data={data} scope={scope} query={query} choices={choices} />
      <FunnelSegments data={data} segments={segments} query={query} choices={choices} />
    </>
  );
}

function Outcome({ data, scope }: { data: Funnel; scope: ReportScope }) {
  const t = useTranslations('reports');
  const tiles = [
    { key: 'arrivals', total: data.arrivals, filter: funnelFigure(scope) },
    { key: 'won', total: data.won.total, filter: funnelFigure(scope, data.won.statusIds) },
    { key: 'lost', total: data.lost.total, filter: funnelFigure(scope, data.lost.statusIds) },
  ] as const;
  return (
    <dl className="report-tiles">
      {tiles.map(({ key, total, filter }) => (
        <div key={key} className="report-tile">
          <dt>{t(`funnel.${key}`)}</dt>
          <dd>
            <ContactFigure value={total} filter={filter} of={t(`funnel.${key}`)} />{' '}
            {key !== 'arrivals' && (
              <small>
                <Rate part={total} whole={data.arrivals} />
              </small>
            )}
          </dd>
        </div>
      ))}
      <div className="report-tile">
        <dt>{t('sources.toWon')}</dt>
        <dd>
          <Median seconds={data.won.median} of={data.won.total} />
        </dd>
      </div>
    </dl>
  );
}

function Steps({ data, scope, before, query }: Omit<FunnelProps, 'choices' | 'segments'>) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const bars = data.steps.map(({ status: { id, name }, total }) => {
    return { key: id, label: name, parts: [{ key: id, label: name, value: total, tone: `tone-${id}` }] };
  });
  const first = { key: 0, label: t('funnel.arrivals'), value: data.arrivals };
  return (
    <ReportSection title={t('funnel.title')} note={t('funnel.note')}>
      <BarChart
        id="funnel"
        title={t('funnel.title')}
        bars={[{ ...first, parts: [first] }, ...bars]}
        format={(total) => number(total)}
      />
      <ReportTable
        caption={t('funnel.title')}
        name={{ header: t('funnel.step'), cell: ({ status }) => <StatusName {...status} /> }}
        rows={data.steps}
        rowKey={({ status }) => status.id}
        file={{ report: 'funnel', query, table: 'steps' }}
        columns={[...useStepColumns(data, scope), ...useBeforeColumns(before)]}
      />
    </ReportSection>
  );
}

function useStepColumns(data: Funnel, scope: ReportScope): ReportColumn<FunnelStep>[] {
  const t = useTranslations('reports');
  return [
    {
      key: 'reached',
      header: t('funnel.reached'),
      cell: ({ status, statusIds, total }) => (
        <ContactFigure value={total} filter={funnelFigure(scope, statusIds)} of={status.name} />
      ),
    },
    {
      key: 'ofArrivals',
      header: t('funnel.ofArrivals'),
      cell: ({ total }) => <Rate part={total} whole={data.arrivals} />,
    },
    {
      key: 'ofBefore',
      header: t('funnel.ofBefore'),
      cell: ({ ofBefore }) => ofBefore && <Rate part={ofBefore.total} whole={ofBefore.before} />,
    },
    {
      key: 'median',
      header: t('funnel.median'),
      cell: ({ median, total }) => <Median seconds={median} of={total} />,
    },
    { key: 'p90', header: t('funnel.p90'), cell: ({ p90, total }) => <Median seconds={p90} of={total} /> },
  ];
}

function useBeforeColumns(before: FunnelProps['before']): ReportColumn<FunnelStep>[] {
  const t = useTranslations('reports');
  if (before === null) return [];
  const { data, scope } = before;
  const totals = new Map(data.steps.map(({ status, total }) => [status.id, total]));
  return [
    {
      key: 'before',
      header: t('funnel.before'),
      cell: ({ status, statusIds }) => (
        <ContactFigure
          value={totals.get(status.id) ?? 0}
          filter={funnelFigure(scope, statusIds)}
          of={`${status.name}, ${t('funnel.before')}`}
        />
      ),
    },
    {
      key: 'beforeRate',
      header: t('funnel.beforeRate'),
      cell: ({ status }) => <Rate part={totals.get(status.id) ?? 0} whole={data.arrivals} />,
    },
  ];
}
