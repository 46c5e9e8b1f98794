import { useTranslations } from 'next-intl';
import { type Column, Table } from '#components/ui/table.tsx';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { MissOutcome } from './run-state.tsx';
import type { ShownMiss } from './types.ts';

type Props = { entries: ShownMiss[]; reader: Reader };
type Row = ShownMiss & { moment: Moment };

/** What fitted the trigger and started nothing, with what stood in its way. */
export function MissTable({ entries, reader }: Props) {
  const t = useTranslations('runs');
  const columns: Column<Row>[] = [
    {
      key: 'contact',
      header: t('columns.contact'),
      isRowHeader: true,
      card: 'title',
      cell: ({ contact }) =>
        contact ? (
          <a href={`/contacts/${contact.id}`} className="row-link wrap-anywhere">
            {contact.name}
          </a>
        ) : (
          t('goneContact')
        ),
    },
    {
      key: 'reason',
      header: t('columns.reason'),
      width: '240px',
      card: 'aside',
      cell: ({ reason }) => <MissOutcome reason={reason} />,
    },
    { key: 'detail', header: t('columns.detail'), card: 'end', cell: ({ words }) => words },
    {
      key: 'at',
      header: t('columns.at'),
      width: '190px',
      card: 'meta',
      cell: ({ moment }) => (
        <time dateTime={moment.iso} data-tip={moment.relative} className="tabular-nums">
          <span className="max-sm:hidden">{moment.exact}</span>
          <span className="sm:hidden">{moment.relative}</span>
        </time>
      ),
    },
  ];
  return (
    <div className="run-table">
      <Table
        caption={t('missesTitle')}
        columns={columns}
        rows={entries.map((entry) => ({ ...entry, moment: momentOf(entry.at, reader) }))}
        rowKey={({ source }) => source}
      />
    </div>
  );
}
