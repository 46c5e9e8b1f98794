import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import type { ShownGroup } from './types.ts';

type Props = { rows: ShownGroup[]; onAsk: (panel: 'edit' | 'delete', id: number) => void };

/** The groups by name; a row opens the contacts of its group. */
export function GroupTable({ rows, onAsk }: Props) {
  const t = useTranslations('groups');
  const columns: Column<ShownGroup>[] = [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ id, name }) => (
        <Link
          href={`/contacts?group=${id}`}
          prefetch={false}
          className="row-link block truncate"
          data-tip-clipped=""
        >
          {name}
        </Link>
      ),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '168px',
      isNumber: true,
      card: 'meta',
      cell: ({ contactTotal, isExact }) => (
        <>
          <span className="max-sm:hidden">{t(isExact ? 'total' : 'totalMore', { count: contactTotal })}</span>
          <span className="sm:hidden">
            {t(isExact ? 'contactTotal' : 'contactTotalMore', { count: contactTotal })}
          </span>
        </>
      ),
    },
    {
      key: 'actions',
      header: t('columns.action'),
      width: '184px',
      card: 'end',
      cell: ({ id, name, mayChange }) =>
        mayChange && (
          <span className="row-actions justify-start">
            <Button size="small" onClick={() => onAsk('edit', id)} aria-label={t('editNamed', { name })}>
              {t('edit')}
            </Button>
            <Button size="small" onClick={() => onAsk('delete', id)} aria-label={t('deleteNamed', { name })}>
              {t('delete')}
            </Button>
          </span>
        ),
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
