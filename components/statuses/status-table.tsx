'use client';

import { useTranslations } from 'next-intl';
import { RowDrag } from '#components/ui/row-drag.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { StatusWithTotal } from '#domain/statuses/list.ts';
import { ActionCell, useFactColumns } from './status-columns.tsx';

type Props = {
  rows: StatusWithTotal[];
  visible: string[];
  canWrite: boolean;
  /** Only the whole list can be put in order, not what a search left of it. */
  canOrder: boolean;
  onEdit: (id: number) => void;
  onDelete: (id: number) => void;
  onReorder: (id: number, beforeId: number | null) => void;
};

export function StatusTable(props: Props) {
  const { rows, visible, canWrite, canOrder } = props;
  const t = useTranslations('statuses');
  const facts = useFactColumns().filter((column) => visible.includes(column.key));
  const columns = [...(canOrder ? [gripColumn(props, t('columns.order'))] : []), ...facts];
  if (canWrite) columns.push(actionColumn(props, t('columns.action')));
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={(status) => status.id} />;
}

function gripColumn({ rows, onReorder }: Props, header: string): Column<StatusWithTotal> {
  const after = (status: StatusWithTotal) => rows[rows.indexOf(status) + 1]?.id ?? null;
  return {
    key: 'order',
    header: <span className="sr-only">{header}</span>,
    width: '32px',
    cell: (status) => (
      <RowDrag
        id={status.id}
        group="statuses"
        onDrop={(draggedId, place) => onReorder(draggedId, place === 'before' ? status.id : after(status))}
      />
    ),
  };
}

function actionColumn(props: Props, header: string): Column<StatusWithTotal> {
  const { rows, canOrder, onEdit, onDelete, onReorder } = props;
  const idAt = (index: number) => rows[index]?.id ?? null;
  return {
    key: 'actions',
    header,
    width: '208px',
    card: 'end',
    cell: (status) => {
      const index = rows.indexOf(status);
      const canRise = canOrder && index > 0;
      const canSink = canOrder && index < rows.length - 1;
      return (
        <ActionCell
          status={status}
          onEdit={() => onEdit(status.id)}
          onDelete={() => onDelete(status.id)}
          onUp={canRise ? () => onReorder(status.id, idAt(index - 1)) : undefined}
          onDown={canSink ? () => onReorder(status.id, idAt(index + 2)) : undefined}
        />
      );
    },
  };
}
