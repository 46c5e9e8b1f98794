import { useTranslations } from 'next-intl';
import { funnelFigure, partOf } from '#domain/reports/figures.ts';
import type { FunnelPart, FunnelSplit } from '#domain/reports/funnel-rules.ts';
import { ContactFigure } from './contact-figure.tsx';
import type { FunnelProps } from './funnel-props.ts';
import { Rate } from './rate.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

type Props = Pick<FunnelProps, 'data' | 'scope' | 'query' | 'choices'> & { split: FunnelSplit };

/** The funnel of each origin or owner. */
export function FunnelParts({ split, data, scope, query, choices }: Props) {
  const t = useTranslations('reports');
  const listed = new Map(
    (split === 'origin' ? choices.origins : choices.members).map(({ id, name }) => [id, name]),
  );
  const nameOf = ({ key }: FunnelPart) => (key === 0 ? t('noOwner') : (listed.get(key) ?? `#${key}`));
  const title = t(split === 'origin' ? 'funnel.byOrigin' : 'funnel.byOwner');
  const figure = (part: FunnelPart, value: number, of: string, statusIds?: number[]) => (
    <ContactFigure
      value={value}
      filter={funnelFigure(partOf(scope, split, part.key), ...(statusIds ? [statusIds] : []))}
      of={`${nameOf(part)}, ${of}`}
    />
  );
  return (
    <ReportSection title={title}>
      <ReportTable
        caption={title}
        name={{ header: t(split), cell: nameOf }}
        rows={data.parts[split]}
        rowKey={({ key }) => key}
        file={{ report: 'funnel', query, table: split }}
        columns={[
          {
            key: 'arrivals',
            header: t('funnel.arrivals'),
            cell: (part) => figure(part, part.arrivals, t('funnel.arrivals')),
          },
          ...data.steps.map(({ status: { id, name }, statusIds }, place) => ({
            key: id,
            header: name,
            cell: (part: FunnelPart) => figure(part, part.totals[place] ?? 0, name, statusIds),
          })),
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
