import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { isAtWork } from '#domain/bulk/rules.ts';
import { BulkAutomations } from './bulk-automations.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import type { BulkRow, BulkVerbs } from './types.ts';
import { useBulkVerbs } from './use-verbs.ts';
import { useBulkWords } from './use-words.ts';

type Props = { rows: BulkRow[]; now: number; actions: BulkVerbs };

export function BulkTable({ rows, now, actions }: Props) {
  const t = useTranslations('bulk');
  const format = useFormatter();
  const words = useBulkWords();
  const columns: Column<BulkRow>[] = [
    { key: 'what', header: t('columns.what'), isRowHeader: true, card: 'title', cell: words.what },
    { key: 'who', header: t('columns.who'), width: '160px', cell: ({ createdBy }) => createdBy },
    {
      key: 'when',
      header: t('columns.when'),
      width: '120px',
      card: 'aside',
      cell: ({ created }) => (
        <Time dateTime={created.iso} relative={created.relative} exact={created.exact} focusable={false} />
      ),
    },
    {
      key: 'contacts',
      header: t('columns.contacts'),
      width: '96px',
      isNumber: true,
      cell: ({ total }) => format.number(total),
    },
    {
      key: 'state',
      header: t('columns.state'),
      width: '360px',
      card: 'meta',
      cell: (row) => (
        <div className="bulk-state">
          <State row={row} now={now} />
          <BulkAutomations bulk={row} actions={actions} />
        </div>
      ),
    },
    {
      key: 'actions',
      header: t('columns.actions'),
      width: '120px',
      card: 'end',
      cell: (row) => <Verb row={row} actions={actions} />,
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function State({ row, now }: { row: BulkRow; now: number }) {
  const t = useTranslations('bulk');
  const words = useBulkWords();
  if (isAtWork(row.state)) return <BulkProgress bulk={row} now={now} />;
  return (
    <>
      <span>{t(`states.${row.state}`)}</span>
      <span className="text-foreground-muted">{words.ending(row).join(' · ')}</span>
    </>
  );
}

function Verb({ row, actions }: { row: BulkRow; actions: BulkVerbs }) {
  const t = useTranslations('bulk');
  const verbs = useBulkVerbs(actions);
  const isStoppable = row.state === 'queued' || row.state === 'running';
  if (!isStoppable && !row.mayUndo) return null;
  return (
    <div className="row-actions">
      <Button
        size="small"
        pending={verbs.pending}
        onClick={() => (isStoppable ? verbs.stop(row.id) : verbs.undo(row.id))}
      >
        {t(isStoppable ? 'stop' : 'undo')}
      </Button>
    </div>
  );
}
