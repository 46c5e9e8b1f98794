import {
  Copy,
  Download,
  Ellipsis,
  ListFilter,
  Pencil,
  SquareKanban,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { ContactCount } from '#domain/contacts/count.ts';
import type { SegmentRow } from './types.ts';

type Props = {
  rows: SegmentRow[];
  mayExport: boolean;
  onOpen: (what: 'rename' | 'filter' | 'delete', segment: SegmentRow) => void;
  onDuplicate: (segment: SegmentRow) => void;
};

export function SegmentTable(props: Props) {
  const t = useTranslations('segments');
  const columns: Column<SegmentRow>[] = [
    {
      key: 'name',
      header: t('columns.name'),
      width: '24%',
      isRowHeader: true,
      card: 'title',
      cell: ({ id, name }) => (
        <a href={`/contacts?segment=${id}`} className="row-link" data-tip-clipped="">
          {name}
        </a>
      ),
    },
    { key: 'words', header: t('columns.conditions'), card: 'meta', cell: (row) => <Words {...row} /> },
    { key: 'owner', header: t('columns.owner'), width: '150px', cell: (row) => <Owner {...row} /> },
    {
      key: 'count',
      header: t('columns.count'),
      width: '110px',
      isNumber: true,
      card: 'aside',
      cell: ({ count }) => <Count count={count} />,
    },
    {
      key: 'actions',
      header: <span className="sr-only">{t('columns.actions')}</span>,
      width: '56px',
      card: 'end',
      cell: (row) => <Actions {...props} row={row} />,
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />;
}

function Words({ words, isBroken }: SegmentRow) {
  const t = useTranslations('segments');
  return (
    <span className="segment-words">
      {isBroken && (
        <span className="segment-broken" data-tip={t('broken')}>
          <TriangleAlert aria-hidden />
          <span className="sr-only">{t('broken')}</span>
        </span>
      )}
      <Clipped text={words || t('noConditions')} />
    </span>
  );
}

function Owner({ isShared, isMine, ownerName }: SegmentRow) {
  const t = useTranslations('segments');
  if (!isShared) return t('isMine');
  return (
    <span className="segment-owner">
      <Badge>{t('isShared')}</Badge>
      {!isMine && <span className="truncate">{ownerName}</span>}
    </span>
  );
}

function Count({ count: { total, isExact } }: { count: ContactCount }) {
  const t = useTranslations('segments');
  return (
    <span className="tabular-nums">
      {isExact ? t('exactly', { count: total }) : t('more', { count: total })}
    </span>
  );
}

function Actions({ row, mayExport, onOpen, onDuplicate }: Omit<Props, 'rows'> & { row: SegmentRow }) {
  const t = useTranslations('segments');
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('actionsFor', { name: row.name })}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<SquareKanban />} href={`/pipeline?segment=${row.id}`}>
        {t('inPipeline')}
      </MenuItem>
      {mayExport && (
        <MenuItem icon={<Download />} href={`/contacts?segment=${row.id}&panel=export`}>
          {t('export')}
        </MenuItem>
      )}
      {row.mayChange && (
        <>
          <MenuItem icon={<Pencil />} onSelect={() => onOpen('rename', row)}>
            {t('rename')}
          </MenuItem>
          <MenuItem icon={<ListFilter />} onSelect={() => onOpen('filter', row)}>
            {t('editFilter')}
          </MenuItem>
        </>
      )}
      <MenuItem icon={<Copy />} onSelect={() => onDuplicate(row)}>
        {t('duplicate')}
      </MenuItem>
      {row.mayChange && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => onOpen('delete', row)}>
            {t('delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
