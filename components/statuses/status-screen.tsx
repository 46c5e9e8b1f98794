'use client';

import { Plus, Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ColumnMenu } from '#components/ui/column-menu.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { type Panel, usePanel } from '#components/ui/use-panel.ts';
import type { Action } from '#domain/result.ts';
import type { StatusWithTotal } from '#domain/statuses/list.ts';
import { reordered } from '#lib/reordered.ts';
import { RetireDialog } from './retire-dialog.tsx';
import { StatusDialog } from './status-dialog.tsx';
import { StatusTable } from './status-table.tsx';
import type { StatusActions } from './types.ts';

const COLUMNS = ['id', 'name', 'colour', 'kind', 'contacts'] as const;

type Props = {
  /** Every status in order, and those that the search found. */
  all: StatusWithTotal[];
  found: StatusWithTotal[];
  query: string;
  canWrite: boolean;
  hiddenColumns: string[];
  actions: StatusActions;
  setHiddenColumns: Action<void>;
};

/** The whole of /statuses below the frame. */
export function StatusScreen({
  all,
  found,
  query,
  canWrite,
  hiddenColumns,
  actions,
  setHiddenColumns,
}: Props) {
  const t = useTranslations('statuses');
  const { panel, open, close } = usePanel();
  const { rows, reorder } = useOrder(all, actions);
  const shown = rows.filter((row) => found.some((one) => one.id === row.id));
  const visible = COLUMNS.filter((column) => !hiddenColumns.includes(column));

  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          canWrite && (
            <Button variant="primary" onClick={() => open('new')}>
              <Plus />
              {t('new')}
            </Button>
          )
        }
        aside={<Eye visible={visible} setHiddenColumns={setHiddenColumns} />}
      >
        <SearchBox action="/statuses" value={query} label={t('search')} />
      </PageHeader>
      {shown.length > 0 ? (
        <StatusTable
          rows={shown}
          visible={visible}
          canWrite={canWrite}
          canOrder={canWrite && shown.length === rows.length}
          onEdit={(id) => open('edit', id)}
          onDelete={(id) => open('delete', id)}
          onReorder={reorder}
        />
      ) : (
        <NothingFound query={query} canWrite={canWrite} onNew={() => open('new')} />
      )}
      {canWrite && <Dialogs all={all} panel={panel} actions={actions} onClose={close} />}
    </>
  );
}

type DialogsProps = {
  all: StatusWithTotal[];
  panel: Panel | null;
  actions: StatusActions;
  onClose: () => void;
};

/** The pop-up that the address names. It stays when somebody else deletes its status: what was typed is not lost. */
function Dialogs({ all, panel, actions, onClose }: DialogsProps) {
  const subjectId = Number(panel?.id);
  const subject = useLastKnown(
    all.find((status) => status.id === subjectId),
    subjectId,
  );
  return (
    <>
      <StatusDialog
        open={panel?.name === 'new' || (panel?.name === 'edit' && subject !== undefined)}
        status={panel?.name === 'edit' ? subject : undefined}
        others={all}
        actions={actions}
        onClose={onClose}
      />
      <RetireDialog
        status={panel?.name === 'delete' ? subject : undefined}
        others={all}
        actions={actions}
        onClose={onClose}
      />
    </>
  );
}

function Eye({ visible, setHiddenColumns }: { visible: string[]; setHiddenColumns: Action<void> }) {
  const t = useTranslations('statuses');
  const hide = (shown: string[]) =>
    setHiddenColumns({ table: 'statuses', hidden: COLUMNS.filter((column) => !shown.includes(column)) });
  return (
    <ColumnMenu
      columns={COLUMNS.map((key) => ({ key, label: t(`columns.${key}`), fixed: key === 'name' }))}
      visible={visible}
      onChange={hide}
    />
  );
}

/** The order on the screen changes at once; what the server says replaces it. */
function useOrder(all: StatusWithTotal[], actions: StatusActions) {
  const toast = useToast();
  const problems = useProblems();
  const [rows, move] = useOptimistic(
    all,
    (before, { id, beforeId }: { id: number; beforeId: number | null }) =>
      reordered(before, id, beforeId).flatMap((one) => before.find((status) => status.id === one) ?? []),
  );
  const reorder = (id: number, beforeId: number | null) =>
    startTransition(async () => {
      move({ id, beforeId });
      const result = await reach(actions.reorder, { id, beforeId });
      if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
    });
  return { rows, reorder };
}

function NothingFound({ query, canWrite, onNew }: { query: string; canWrite: boolean; onNew: () => void }) {
  const t = useTranslations('statuses');
  if (query) {
    return (
      <Empty
        icon={<Tags />}
        title={t('noneFound', { query })}
        action={<ButtonLink href="/statuses">{t('clearSearch')}</ButtonLink>}
      >
        {t('noneFoundWhy')}
      </Empty>
    );
  }
  const action = canWrite && (
    <Button variant="primary" onClick={onNew}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <Empty icon={<Tags />} title={t('empty')} action={action}>
      {t('emptyWhy')}
    </Empty>
  );
}
