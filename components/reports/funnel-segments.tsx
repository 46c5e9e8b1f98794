import { useTranslations } from 'next-intl';
import { funnelFigure } from '#domain/reports/figures.ts';
import { type FunnelStep, totalAt } from '#domain/reports/funnel-rules.ts';
import type { SegmentFunnel } from '#domain/reports/funnel-segments.ts';
import { reportHref, SEGMENTS_MAX } from '#domain/reports/query.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ContactFigure } from './contact-figure.tsx';
import type { FunnelProps } from './funnel-props.ts';
import { Rate } from './rate.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

type Props = Pick<FunnelProps, 'data' | 'query' | 'choices'> & { segments: SegmentFunnel[] };

/** The funnel of each segment that the reader chose. */
export function FunnelSegments({ data, segments, query, choices }: Props) {
  const t = useTranslations('reports');
  if (choices.segments.length === 0 || query.segmentId !== null) return null;
  const title = t('funnel.bySegment');
  return (
    <ReportSection title={title} note={t('funnel.bySegmentNote')}>
      {segments.length > 0 && (
        <ReportTable
          caption={title}
          name={{ header: t('segment'), cell: ({ name }) => name }}
          rows={segments}
          rowKey={({ id }) => id}
          file={{ report: 'funnel', query, table: 'segment' }}
          columns={[
            {
              key: 'arrivals',
              header: t('funnel.arrivals'),
              cell: ({ name, funnel, scope }) => (
                <ContactFigure
                  value={funnel.arrivals}
                  filter={funnelFigure(scope)}
                  of={`${name}, ${t('funnel.arrivals')}`}
                />
              ),
            },
            ...data.steps.map((step) => ({
              key: step.status.id,
              header: step.status.name,
              cell: (row: SegmentFunnel) => <Step {...row} step={step} />,
            })),
            {
              key: 'conversion',
              header: t('sources.conversion'),
              cell: ({ funnel }) => <Rate part={funnel.won.total} whole={funnel.arrivals} />,
            },
          ]}
        />
      )}
      <Choice query={query} choices={choices} isOpen={segments.length === 0} />
    </ReportSection>
  );
}

function Step({ name, scope, funnel, step }: SegmentFunnel & { step: FunnelStep }) {
  return (
    <ContactFigure
      value={totalAt(funnel, step.status.id)}
      filter={funnelFigure(scope, step.statusIds)}
      of={`${name}, ${step.status.name}`}
    />
  );
}

/** A plain GET form: one address for whatever is chosen. */
function Choice({ query, choices, isOpen }: Pick<Props, 'query' | 'choices'> & { isOpen: boolean }) {
  const t = useTranslations('reports');
  const [path, kept] = reportHref('funnel', { ...query, segmentIds: [] }).split('?');
  return (
    <details className="report-choice" open={isOpen}>
      <summary>{t('funnel.chooseSegments', { count: query.segmentIds.length })}</summary>
      <form action={path}>
        {[...new URLSearchParams(kept)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset className="report-checks">
          <legend className="sr-only">{t('funnel.bySegment')}</legend>
          {choices.segments.map(({ id, name }) => (
            <Checkbox
              key={`${id} ${query.segmentIds.includes(id)}`}
              name="segments"
              value={id}
              label={name}
              defaultChecked={query.segmentIds.includes(id)}
            />
          ))}
        </fieldset>
        <Button type="submit" size="small">
          {t('funnel.showSegments')}
        </Button>
        {choices.segments.length > SEGMENTS_MAX && (
          <small>{t('funnel.segmentsMax', { count: SEGMENTS_MAX })}</small>
        )}
      </form>
    </details>
  );
}
