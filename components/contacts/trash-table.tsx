import { useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { ToneChip } from '#components/ui/tone.tsx';
import type { Restored } from '#domain/contacts/restore.ts';
import type { Action } from '#domain/result.ts';
import type { TrashQuestion } from './trash-dialog.tsx';
import { TrashRowActions } from './trash-row-actions.tsx';
import type { TrashView } from './trash-view.ts';

export type TrashActions = { restore: Action<Restored>; erase: Action<unknown> };

type Props = {
  rows: TrashView[];
  may: { export: boolean; erase: boolean };
  actions: TrashActions;
  onAsk: (question: TrashQuestion) => void;
};

type Cells = Column<TrashView>[];

/** So few days are worth a warning. */
const SOON_DAYS = 3;

/** Deleted contacts; nothing of a row opens, as there is no page to open until it is back. */
export function TrashTable({ rows, may, actions, onAsk }: Props) {
  const t = useTranslations('trash');
  const columns = [
    ...usePersonColumns(),
    ...useDeletionColumns(),
    {
      key: 'actions',
      header: t('columns.action'),
      width: '144px',
      card: 'end' as const,
      cell: (row: TrashView) => (
        <TrashRowActions row={row} may={may} restore={actions.restore} onAsk={onAsk} />
      ),
    },
  ];
  return (
    <div className="trash-table">
      <Table caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </div>
  );
}

function usePersonColumns(): Cells {
  const t = useTranslations('trash');
  return [
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ name }) => <Clipped text={name} className="font-medium" />,
    },
    { key: 'reach', header: t('columns.reach'), width: '232px', cell: ({ reach }) => <Reach of={reach} /> },
    {
      key: 'status',
      header: t('columns.status'),
      width: '132px',
      card: 'aside',
      cell: ({ status }) => status && <ToneChip className={`tone-${status.id}`}>{status.name}</ToneChip>,
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      width: '124px',
      cell: ({ originName }) => <Clipped text={originName ?? '—'} />,
    },
  ];
}

function useDeletionColumns(): Cells {
  const t = useTranslations('trash');
  return [
    {
      key: 'deleted',
      header: t('columns.deleted'),
      width: '116px',
      card: 'meta',
      cell: ({ deleted, daysLeft }) => (
        <>
          <When {...deleted} />
          <span className={classNames('sm:hidden', isSoon(daysLeft) && 'trash-soon')}>
            {' · '}
            {t('leftShort', { days: daysLeft })}
          </span>
        </>
      ),
    },
    {
      key: 'by',
      header: t('columns.by'),
      width: '132px',
      cell: ({ deletedBy }) => <Clipped text={deletedBy} />,
    },
    {
      key: 'left',
      header: t('columns.left'),
      width: '84px',
      isNumber: true,
      cell: ({ daysLeft, purged }) => (
        <time
          dateTime={purged.iso}
          data-tip={t('goesAt', { when: purged.exact })}
          className={isSoon(daysLeft) ? 'trash-soon' : undefined}
        >
          {t('left', { days: daysLeft })}
        </time>
      ),
    },
  ];
}

const isSoon = (days: number) => days <= SOON_DAYS;

/** Fifty stops for the tab key would be a burden. */
function When({ iso, relative, exact }: TrashView['deleted']) {
  return <Time dateTime={iso} relative={relative} exact={exact} focusable={false} />;
}

function Reach({ of }: { of: string[] }) {
  if (of.length === 0) return <span className="text-foreground-subtle">—</span>;
  return <Clipped text={of.join(' · ')} className="tabular-nums" />;
}

function Clipped({ text, className }: { text: string; className?: string }) {
  return (
    <span className={classNames('block truncate', className)} data-tip-clipped="">
      {text}
    </span>
  );
}
