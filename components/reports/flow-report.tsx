import { CornerUpLeft } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { contactsHref } from '#domain/reports/about.ts';
import { flowFigure, moversFigure } from '#domain/reports/figures.ts';
import type { Flow, FlowCell } from '#domain/reports/flow-rules.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import { ContactFigure } from './contact-figure.tsx';
import { FlowChart } from './flow-chart.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';
import { StatusName } from './status-name.tsx';

type Props = { data: Flow; scope: ReportScope; query: ReportQuery };

/** How contacts moved from one status to another. */
export function FlowReport({ data, scope, query }: Props) {
  const t = useTranslations('reports');
  if (data.moves === 0) return <ReportEmpty report="flow" query={query} nothing={t('flow.nothing')} />;
  const cells = new Map(data.cells.map((cell) => [`${cell.from} ${cell.to}`, cell]));
  const names = new Map(data.statuses.map(({ id, name }) => [id, name]));
  return (
    <ReportSection title={t('flow.title')} note={t('flow.note')}>
      <p>
        {t('flow.total', { count: data.moves, back: data.movesBack })}
        {data.movesOfGone ? ` ${t('flow.gone', { count: data.movesOfGone })}` : ''} ·{' '}
        <Link className="figure" href={contactsHref(moversFigure(scope))} prefetch={false}>
          {t('flow.movers')}
        </Link>
      </p>
      <FlowChart data={data} />
      <ReportTable
        caption={t('flow.matrix')}
        name={{ header: `${t('flow.from')} / ${t('flow.to')}`, cell: (row) => <StatusName {...row} /> }}
        rows={data.statuses}
        rowKey={({ id }) => id}
        file={{ report: 'flow', query, table: 'ways' }}
        columns={data.statuses.map((to) => ({
          key: to.id,
          header: <StatusName {...to} />,
          cell: (from: Flow['statuses'][number]) => {
            const cell = cells.get(`${from.id} ${to.id}`);
            const of = t('flow.way', { from: from.name, to: names.get(to.id) ?? '' });
            return cell && <Way cell={cell} scope={scope} of={of} />;
          },
        }))}
      />
    </ReportSection>
  );
}

function Way({ cell, scope, of }: { cell: FlowCell; scope: ReportScope; of: string }) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  return (
    <span className="flow-cell" data-back={cell.isBack || undefined}>
      {cell.isBack && <CornerUpLeft role="img" aria-label={t('flow.back')} />}
      <ContactFigure value={cell.contacts} filter={flowFigure(scope, cell)} of={of} />
      {cell.moves > cell.contacts && <span className="figure-none">({number(cell.moves)})</span>}
    </span>
  );
}
