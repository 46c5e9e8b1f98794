import { useTranslations } from 'next-intl';
import { BUCKETS } from '#domain/reports/buckets.ts';
import type { TimeRow } from '#domain/reports/time.ts';
import { Figure } from './figure.tsx';
import { ReportTable, type TableFile } from './report-table.tsx';
import { StatusName } from './status-name.tsx';

/** How many stays in each status lasted how long. */
export function DistributionTable({ rows, file }: { rows: TimeRow[]; file: TableFile }) {
  const t = useTranslations('reports');
  return (
    <ReportTable
      caption={t('time.distribution')}
      name={{ header: t('status'), cell: (row) => <StatusName {...row} />, foot: t('total') }}
      rows={rows}
      rowKey={({ id }) => id}
      file={file}
      columns={BUCKETS.map(({ key }, index) => ({
        key,
        header: t(`time.buckets.${key}`),
        cell: (row: TimeRow) => <Stays value={row.buckets[index] ?? 0} />,
        foot: <Stays value={rows.reduce((sum, { buckets }) => sum + (buckets[index] ?? 0), 0)} />,
      }))}
    />
  );
}

/** Stays, not contacts: one contact may have several, so no list has as many rows. */
function Stays({ value }: { value: number }) {
  return <Figure value={value} href={null} of="" />;
}
