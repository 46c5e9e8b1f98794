'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Clipped } from '#components/ui/clipped.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ImportState } from '#db/values.ts';
import type { OutcomeCounts } from '#domain/imports/types.ts';
import { StateBadge } from './state-badge.tsx';

/** An import as the list shows it, in the reader's words. */
export type ImportRowView = {
  id: number;
  state: ImportState;
  fileName: string;
  rowCount: number;
  counts: OutcomeCounts | null;
  byName: string;
  created: { iso: string; relative: string; exact: string };
};

/** The workspace's imports, newest first. */
export function ImportTable({ rows }: { rows: ImportRowView[] }) {
  const t = useTranslations('imports');
  const format = useFormatter();
  const columns: Column<ImportRowView>[] = [
    {
      key: 'file',
      header: t('columns.file'),
      isRowHeader: true,
      card: 'title',
      cell: ({ id, fileName }) => (
        <Link
          href={`/imports/${id}`}
          prefetch={false}
          className="row-link block truncate"
          data-tip={fileName}
          data-tip-clipped
        >
          {fileName}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('columns.state'),
      width: '168px',
      card: 'aside',
      cell: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'rows',
      header: t('columns.rows'),
      width: '104px',
      isNumber: true,
      cell: ({ rowCount }) => (rowCount > 0 ? format.number(rowCount) : '–'),
    },
    { key: 'result', header: t('columns.result'), card: 'meta', cell: (row) => <Result row={row} /> },
    {
      key: 'by',
      header: t('columns.by'),
      width: '176px',
      cell: ({ byName }) => <span className="block truncate">{byName}</span>,
    },
    {
      key: 'created',
      header: t('columns.created'),
      width: '136px',
      card: 'meta',
      cell: ({ created: { iso, relative, exact } }) => (
        <Time dateTime={iso} relative={relative} exact={exact} focusable={false} />
      ),
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** "980 criados, 12 atualizados, 8 rejeitados": only what there is. */
function Result({ row: { counts } }: { row: ImportRowView }) {
  const t = useTranslations('imports');
  const format = useFormatter();
  if (!counts) return null;
  const parts = (['created', 'updated', 'unchanged', 'duplicate', 'rejected'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => t(`counted.${outcome}`, { count: counts[outcome] }));
  const text = format.list(parts, { type: 'unit' });
  return <Clipped text={text} className="text-foreground-muted" />;
}
