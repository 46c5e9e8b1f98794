'use client';

import { Archive, ArchiveRestore, Ellipsis, Merge, Split } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { OriginWithTotal } from '#domain/origins/list.ts';
import type { OriginMerge } from '#domain/origins/list-merges.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  rows: OriginWithTotal[];
  merges: OriginMerge[];
  visible: string[];
  canWrite: boolean;
  verbs: Verbs;
  onOpen: (panel: string, id: number) => void;
};

export function OriginTable({ rows, merges, visible, canWrite, verbs, onOpen }: Props) {
  const t = useTranslations('origins');
  const isAliased = rows.some((row) => row.aliases.length > 0);
  // An empty column says nothing: it comes with the first alias.
  const keys = visible.filter((key) => key !== 'aliases' || isAliased);
  const facts = useFactColumns().filter((column) => keys.includes(column.key));
  const actions: Column<OriginWithTotal> = {
    key: 'actions',
    header: t('columns.action'),
    width: '208px',
    card: 'end',
    cell: (origin) => (
      <RowActions
        origin={origin}
        mergedTotal={merges.filter((merge) => merge.into.id === origin.id).length}
        verbs={verbs}
        onOpen={(panel) => onOpen(panel, origin.id)}
      />
    ),
  };
  return (
    <Table
      caption={t('title')}
      columns={canWrite ? [...facts, actions] : facts}
      rows={rows}
      rowKey={(origin) => origin.id}
    />
  );
}

function useFactColumns(): Column<OriginWithTotal>[] {
  const t = useTranslations('origins');
  return [
    { key: 'id', header: t('columns.id'), width: '72px', isNumber: true, cell: (origin) => origin.id },
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ name }) => <Clipped text={name} />,
    },
    {
      key: 'aliases',
      header: t('columns.aliases'),
      cell: ({ aliases }) => (
        <span className="text-foreground-muted">
          <Clipped text={aliases.map((alias) => alias.name).join(', ')} />
        </span>
      ),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '112px',
      isNumber: true,
      card: 'meta',
      cell: (origin) => <ContactTotal origin={origin} />,
    },
  ];
}

/** How many contacts came from it, opening them; nothing to open where there are none. */
function ContactTotal({ origin: { id, name, contactTotal: count } }: { origin: OriginWithTotal }) {
  const t = useTranslations('origins');
  const format = useFormatter();
  const content = (
    <>
      {format.number(count)}
      <span className="sm:hidden"> {t('contactsWord', { count })}</span>
    </>
  );
  if (count === 0) return <span className="block text-foreground-subtle max-sm:text-start">{content}</span>;
  return (
    <Link
      prefetch={false}
      href={`/contacts?origin=${id}`}
      className="quiet-link max-sm:block max-sm:py-3 max-sm:text-start"
      aria-label={t('openContacts', { count, name })}
    >
      {content}
    </Link>
  );
}

type ActionProps = {
  origin: OriginWithTotal;
  mergedTotal: number;
  verbs: Verbs;
  onOpen: (panel: string) => void;
};

function RowActions({ origin: { id, name, isArchived }, mergedTotal, verbs, onOpen }: ActionProps) {
  const t = useTranslations('origins');
  return (
    <span className="row-actions justify-start">
      <Button size="small" onClick={() => onOpen('edit')} aria-label={t('editNamed', { name })}>
        {t('edit')}
      </Button>
      <Button size="small" onClick={() => onOpen('delete')} aria-label={t('deleteNamed', { name })}>
        {t('delete')}
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton size="small" label={t('moreNamed', { name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Merge />} onSelect={() => onOpen('merge')}>
          {t('merge')}
        </MenuItem>
        {mergedTotal > 0 && (
          <MenuItem icon={<Split />} onSelect={() => onOpen('separate')} aside={mergedTotal}>
            {t('separate')}
          </MenuItem>
        )}
        {isArchived ? (
          <MenuItem icon={<ArchiveRestore />} onSelect={() => verbs.unarchive(id)}>
            {t('unarchive')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Archive />} onSelect={() => verbs.archive(id)}>
            {t('archive')}
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
