'use client';

import { Archive, ArchiveRestore, Pencil, QrCode } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { CopyButton } from './copy-button.tsx';
import type { LinkView } from './types.ts';

type Props = {
  rows: LinkView[];
  canWrite: boolean;
  onShow: (id: number) => void;
  onEdit: (id: number) => void;
  onArchive: (id: number, isArchived: boolean) => void;
};

/** Tracked links with how many came by each. */
export function LinkTable(props: Props) {
  const t = useTranslations('links');
  const columns = [...useFactColumns(), actionColumn(props, t('columns.action'))];
  return <Table caption={t('title')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />;
}

function useFactColumns(): Column<LinkView>[] {
  const t = useTranslations('links');
  const format = useFormatter();
  const total = (count: number | null) => (count === null ? t('unseen') : format.number(count));
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ name }) => <Clipped text={name} />,
    },
    {
      key: 'code',
      header: t('columns.code'),
      width: '88px',
      card: 'aside',
      cell: ({ code }) => <code className="font-mono">{code}</code>,
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      card: 'meta',
      cell: ({ originName }) => <Clipped text={originName} />,
    },
    { key: 'number', header: t('columns.number'), width: '168px', cell: ({ phone }) => phone },
    {
      key: 'arrivals',
      header: t('columns.arrivals'),
      width: '96px',
      isNumber: true,
      cell: ({ arrivalTotal }) => total(arrivalTotal),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '96px',
      isNumber: true,
      cell: ({ contactTotal }) => total(contactTotal),
    },
  ];
}

function actionColumn(props: Props, header: string): Column<LinkView> {
  return {
    key: 'actions',
    header,
    width: '232px',
    card: 'end',
    cell: (link) => <Actions {...props} link={link} />,
  };
}

function Actions({ link, canWrite, onShow, onEdit, onArchive }: Props & { link: LinkView }) {
  const t = useTranslations('links');
  const { id, name, isArchived, address } = link;
  return (
    <span className="row-actions justify-end">
      <CopyButton text={address} label={t('copyNamed', { name })} />
      <Button size="small" onClick={() => onShow(id)} aria-label={t('showNamed', { name })}>
        <QrCode />
        <span className="max-sm:sr-only">{t('show')}</span>
      </Button>
      {canWrite && (
        <Menu
          align="end"
          trigger={
            <IconButton size="small" label={t('moreNamed', { name })}>
              <span className="dots" />
            </IconButton>
          }
        >
          <MenuItem icon={<Pencil />} onSelect={() => onEdit(id)}>
            {t('edit')}
          </MenuItem>
          <MenuItem
            icon={isArchived ? <ArchiveRestore /> : <Archive />}
            onSelect={() => onArchive(id, !isArchived)}
          >
            {t(isArchived ? 'unarchive' : 'archive')}
          </MenuItem>
        </Menu>
      )}
    </span>
  );
}
