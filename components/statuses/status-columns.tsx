'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { Column } from '#components/ui/table.tsx';
import { ToneDot } from '#components/ui/tone.tsx';
import type { StatusWithTotal } from '#domain/statuses/list.ts';

/** The columns that say something about a status, in the manual's order. */
export function useFactColumns(): Column<StatusWithTotal>[] {
  const t = useTranslations('statuses');
  return [
    { key: 'id', header: t('columns.id'), width: '72px', isNumber: true, cell: (status) => status.id },
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: (status) => <NameCell status={status} />,
    },
    {
      key: 'colour',
      header: t('columns.colour'),
      width: '128px',
      cell: (status) => <ColourCell status={status} />,
    },
    {
      key: 'kind',
      header: t('columns.kind'),
      width: '120px',
      cell: (status) => t(`kinds.${status.kind}`),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '112px',
      isNumber: true,
      card: 'meta',
      cell: (status) => <TotalCell status={status} />,
    },
  ];
}

type CellProps = { status: StatusWithTotal };

function NameCell({ status }: CellProps) {
  const t = useTranslations('statuses');
  return (
    <span className="cell-line">
      <span className="contents sm:hidden">
        <ToneDot className={`tone-${status.id}`} />
      </span>
      <Clipped text={status.name} />
      {status.isDefault && <Badge>{t('default')}</Badge>}
    </span>
  );
}

function ColourCell({ status }: CellProps) {
  return (
    <span className="cell-line">
      <ToneDot className={`tone-${status.id}`} />
      <code className="text-xs text-foreground-muted">{status.colour}</code>
    </span>
  );
}

function TotalCell({ status }: CellProps) {
  const t = useTranslations('statuses');
  const format = useFormatter();
  return (
    <Link
      href={`/contacts?status=${status.id}`}
      prefetch={false}
      className="quiet-link"
      aria-label={t('openContacts', { count: status.contactTotal, name: status.name })}
    >
      <span className="max-sm:hidden">{format.number(status.contactTotal)}</span>
      <span className="sm:hidden">{t('contactTotal', { count: status.contactTotal })}</span>
    </Link>
  );
}

type ActionProps = CellProps & {
  onEdit: () => void;
  onDelete: () => void;
  /** Missing where there is nowhere to go, or no order to change. */
  onUp?: () => void;
  onDown?: () => void;
};

/** The row's buttons: "Editar", "Excluir", and a menu for its place. */
export function ActionCell({ status: { name }, onEdit, onDelete, onUp, onDown }: ActionProps) {
  const t = useTranslations('statuses');
  const more = (
    <IconButton size="small" label={t('moreNamed', { name })}>
      <span className="dots" />
    </IconButton>
  );
  return (
    <span className="row-actions justify-start">
      <Button size="small" onClick={onEdit} aria-label={t('editNamed', { name })}>
        {t('edit')}
      </Button>
      <Button size="small" onClick={onDelete} aria-label={t('deleteNamed', { name })}>
        {t('delete')}
      </Button>
      {(onUp || onDown) && (
        <Menu align="end" trigger={more}>
          <MenuItem icon={<ArrowUp />} disabled={!onUp} onSelect={onUp}>
            {t('moveUp')}
          </MenuItem>
          <MenuItem icon={<ArrowDown />} disabled={!onDown} onSelect={onDown}>
            {t('moveDown')}
          </MenuItem>
        </Menu>
      )}
    </span>
  );
}
