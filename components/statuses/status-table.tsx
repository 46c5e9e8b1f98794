'use client';

import { ArrowDown, ArrowUp, Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { RowDrag } from '#components/ui/row-drag.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { ToneDot } from '#components/ui/tone.tsx';
import type { StatusWithTotal } from '#domain/statuses/list.ts';

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

export function StatusTable({ rows, visible, canWrite, canOrder, onEdit, onDelete, onReorder }: Props) {
  const t = useTranslations('statuses');
  const format = useFormatter();
  const indexOf = (status: StatusWithTotal) => rows.findIndex((row) => row.id === status.id);
  const idAt = (index: number) => rows[index]?.id ?? null;

  const facts: Column<StatusWithTotal>[] = [
    { key: 'id', header: t('columns.id'), width: '72px', isNumber: true, cell: (status) => status.id },
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: (status) => (
        <span className="cell-line">
          <span className="truncate" data-tip={status.name} data-tip-clipped>
            {status.name}
          </span>
          {status.isDefault && <Badge>{t('default')}</Badge>}
        </span>
      ),
    },
    {
      key: 'colour',
      header: t('columns.colour'),
      width: '128px',
      card: 'meta',
      cell: (status) => (
        <span className="cell-line">
          <ToneDot className={`tone-${status.id}`} />
          <code className="text-xs text-foreground-muted">{status.colour}</code>
        </span>
      ),
    },
    {
      key: 'kind',
      header: t('columns.kind'),
      width: '120px',
      card: 'meta',
      cell: (status) => t(`kinds.${status.kind}`),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '112px',
      isNumber: true,
      card: 'meta',
      cell: (status) => (
        <Link
          href={`/contacts?status=${status.id}`}
          className="quiet-link"
          aria-label={t('openContacts', { count: status.contactTotal, name: status.name })}
        >
          {format.number(status.contactTotal)}
        </Link>
      ),
    },
  ];

  const grip: Column<StatusWithTotal> = {
    key: 'order',
    header: <span className="sr-only">{t('columns.order')}</span>,
    width: '32px',
    cell: (status) => (
      <RowDrag
        id={status.id}
        group="statuses"
        onDrop={(draggedId, place) =>
          onReorder(draggedId, place === 'before' ? status.id : idAt(indexOf(status) + 1))
        }
      />
    ),
  };

  const actions: Column<StatusWithTotal> = {
    key: 'actions',
    header: t('columns.action'),
    width: '208px',
    card: 'end',
    cell: (status) => {
      const index = indexOf(status);
      return (
        <span className="row-actions justify-start">
          <Button
            size="small"
            onClick={() => onEdit(status.id)}
            aria-label={t('editNamed', { name: status.name })}
          >
            {t('edit')}
          </Button>
          <Button
            size="small"
            onClick={() => onDelete(status.id)}
            aria-label={t('deleteNamed', { name: status.name })}
          >
            {t('delete')}
          </Button>
          {canOrder && (
            <Menu
              align="end"
              trigger={
                <IconButton size="small" label={t('moreNamed', { name: status.name })}>
                  <Ellipsis />
                </IconButton>
              }
            >
              <MenuItem
                icon={<ArrowUp />}
                disabled={index === 0}
                onSelect={() => onReorder(status.id, idAt(index - 1))}
              >
                {t('moveUp')}
              </MenuItem>
              <MenuItem
                icon={<ArrowDown />}
                disabled={index === rows.length - 1}
                onSelect={() => onReorder(status.id, idAt(index + 2))}
              >
                {t('moveDown')}
              </MenuItem>
            </Menu>
          )}
        </span>
      );
    },
  };

  const columns = [
    ...(canOrder ? [grip] : []),
    ...facts.filter((column) => visible.includes(column.key)),
    ...(canWrite ? [actions] : []),
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={(status) => status.id} />;
}
