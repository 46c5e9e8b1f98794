import { useFormatter, useTranslations } from 'next-intl';
import { contactsHref } from '#domain/reports/about.ts';
import type { NowReport, NowRow } from '#domain/reports/now.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import { type Bar, BarChart, BarLegend } from './bar-chart.tsx';
import { Figure } from './figure.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';

type Props<Id extends number | 'none'> = {
  data: NowReport;
  query: ReportQuery;
  table: 'origins' | 'owners';
  title: string;
  head: string;
  rows: NowRow<Id>[];
  hrefOf: (id: Id, statusIds: number[]) => string;
};

/** So many bars are drawn; the table has all. */
const BARS_MAX = 20;

/** Each row's contacts by status, as a bar of their colours and as numbers. */
export function NowMatrix<Id extends number | 'none'>(props: Props<Id>) {
  const { data, query, table, title, head, rows } = props;
  const t = useTranslations('reports');
  const nameOf = ({ id, name }: NowRow<Id>) => (id === 'none' ? t('noOwner') : name);
  const bars = rows.slice(0, BARS_MAX).map((row): Bar => {
    const parts = data.statuses.map(({ id, name }) => {
      return { key: id, label: name, value: row.byStatus.get(id) ?? 0, tone: `tone-${id}` };
    });
    return { key: row.id, label: nameOf(row), parts };
  });
  const { number } = useFormatter();
  return (
    <ReportSection
      title={title}
      note={rows.length > BARS_MAX ? t('mostDrawn', { count: number(BARS_MAX) }) : undefined}
    >
      <BarLegend
        items={data.statuses.map(({ id, name }) => ({ key: id, label: name, tone: `tone-${id}` }))}
      />
      <BarChart id={`by-${table}`} title={title} bars={bars} />
      <ReportTable
        caption={title}
        name={{ header: head, cell: nameOf, foot: t('total') }}
        rows={rows}
        rowKey={({ id }) => id}
        file={{ report: 'now', query, table }}
        columns={useColumns(props, nameOf)}
      />
    </ReportSection>
  );
}

type Naming<Id> = (row: NowRow<Id>) => string;

function useColumns<Id extends number | 'none'>(
  { data: { statuses, filter, total }, hrefOf }: Props<Id>,
  nameOf: Naming<Id>,
): ReportColumn<NowRow<Id>>[] {
  const t = useTranslations('reports');
  const ofStatuses = statuses.map(
    ({ id, name, total: value }): ReportColumn<NowRow<Id>> => ({
      key: id,
      header: name,
      cell: (row) => (
        <Figure
          value={row.byStatus.get(id) ?? 0}
          href={hrefOf(row.id, [id])}
          of={`${nameOf(row)}, ${name}`}
        />
      ),
      foot: <Figure value={value} href={contactsHref(filter, { statusIds: [id] })} of={name} />,
    }),
  );
  return [
    ...ofStatuses,
    {
      key: 'total',
      header: t('total'),
      cell: (row) => <Figure value={row.total} href={hrefOf(row.id, [])} of={nameOf(row)} />,
      foot: <Figure value={total} href={contactsHref(filter)} of={t('total')} />,
    },
  ];
}
