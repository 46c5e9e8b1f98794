import { useTranslations } from 'next-intl';
import { contactsHref } from '#domain/reports/about.ts';
import type { NowReport as Data } from '#domain/reports/now.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import { type Bar, BarChart } from './bar-chart.tsx';
import { Figure } from './figure.tsx';
import { NowMatrix } from './now-matrix.tsx';
import { NowTiles } from './now-tiles.tsx';
import { Rate } from './rate.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';
import { StatusName } from './status-name.tsx';
import { Beyond, Usual } from './usual.tsx';

type Props = { data: Data; query: ReportQuery };

/** Where contacts stand at this moment. */
export function NowReport({ data, query }: Props) {
  const t = useTranslations('reports');
  if (data.total === 0) return <ReportEmpty report="now" query={query} />;
  return (
    <>
      <NowTiles data={data} />
      <ByStatus data={data} query={query} />
      <NowMatrix
        data={data}
        query={query}
        table="origins"
        title={t('now.byOrigin')}
        head={t('origin')}
        rows={data.origins}
        hrefOf={(id, statusIds) => contactsHref(data.filter, { originIds: [Number(id)], statusIds })}
      />
      <NowMatrix
        data={data}
        query={query}
        table="owners"
        title={t('now.byOwner')}
        head={t('owner')}
        rows={data.owners}
        hrefOf={(id, statusIds) => contactsHref(data.filter, { ownerIds: [id], statusIds })}
      />
    </>
  );
}

function ByStatus({ data, query }: Props) {
  const t = useTranslations('reports');
  const bars = data.statuses.map(({ id, name, total: value }): Bar => {
    return { key: id, label: name, parts: [{ key: id, label: name, value, tone: `tone-${id}` }] };
  });
  return (
    <ReportSection title={t('now.byStatus')} note={t('now.byStatusNote')}>
      <BarChart id="by-status" title={t('now.byStatus')} bars={bars} />
      <ReportTable
        caption={t('now.byStatus')}
        name={{ header: t('status'), cell: (row) => <StatusName {...row} />, foot: t('total') }}
        rows={data.statuses}
        rowKey={({ id }) => id}
        file={{ report: 'now', query, table: 'statuses' }}
        columns={useStatusColumns(data)}
      />
    </ReportSection>
  );
}

function useStatusColumns({ filter, total }: Data): ReportColumn<Data['statuses'][number]>[] {
  const t = useTranslations('reports');
  return [
    { key: 'kind', header: t('kind'), isText: true, cell: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: 'contacts',
      header: t('contacts'),
      cell: ({ id, name, total: value }) => (
        <Figure value={value} href={contactsHref(filter, { statusIds: [id] })} of={name} />
      ),
      foot: <Figure value={total} href={contactsHref(filter)} of={t('total')} />,
    },
    {
      key: 'share',
      header: t('share'),
      cell: ({ total: part }) => <Rate part={part} whole={total} />,
    },
    { key: 'usual', header: t('usual'), cell: ({ usualSeconds }) => <Usual seconds={usualSeconds} /> },
    {
      key: 'beyond',
      header: t('beyond'),
      cell: (row) => <Beyond filter={filter} status={row} value={row.beyond} />,
    },
  ];
}
