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
import { usePanel } from '#components/ui/use-panel.ts';
import type { Action } from '#domain/result.ts';
import type { StatusWithTotal } from '#domain/statuses/list.ts';
import { reordered } from '#domain/statuses/rules.ts';
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
  const subject = all.find((status) => String(status.id) === panel?.id);

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
        aside={
          <ColumnMenu
            columns={COLUMNS.map((key) => ({ key, label: t(`columns.${key}`), fixed: key === 'name' }))}
            visible={visible}
            onChange={(shownColumns) =>
              setHiddenColumns({
                table: 'statuses',
                hidden: COLUMNS.filter((column) => !shownColumns.includes(column)),
              })
            }
          />
        }
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
      {canWrite && (
        <>
          <StatusDialog
            open={panel?.name === 'new' || (panel?.name === 'edit' && subject !== undefined)}
            status={panel?.name === 'edit' ? subject : undefined}
            others={all}
            actions={actions}
            onClose={close}
          />
          <RetireDialog
            status={panel?.name === 'delete' ? subject : undefined}
            others={all}
            actions={actions}
            onClose={close}
          />
        </>
      )}
    </>
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
