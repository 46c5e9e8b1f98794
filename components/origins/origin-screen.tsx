'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ColumnMenu } from '#components/ui/column-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import {
  type OriginPage,
  type OriginView,
  originViewHref,
  originViewParams,
} from '#domain/origins/filter.ts';
import type { OriginWithTotal } from '#domain/origins/list.ts';
import type { OriginMerge } from '#domain/origins/list-merges.ts';
import type { Action } from '#domain/result.ts';
import { NothingShown } from './nothing-shown.tsx';
import { OriginPanels } from './origin-panels.tsx';
import { OriginTable } from './origin-table.tsx';
import type { OriginActions } from './types.ts';
import { useVerbs } from './use-verbs.ts';

const COLUMNS = ['id', 'name', 'aliases', 'contacts'] as const;

type Props = {
  all: OriginWithTotal[];
  shown: OriginPage<OriginWithTotal>;
  merges: OriginMerge[];
  view: OriginView;
  canWrite: boolean;
  hiddenColumns: string[];
  actions: OriginActions;
  setHiddenColumns: Action<void>;
};

/** The whole of /origins below the frame. */
export function OriginScreen(props: Props) {
  const { all, shown, merges, view, canWrite, hiddenColumns, actions } = props;
  const panels = usePanel();
  const verbs = useVerbs(actions);
  const visible = COLUMNS.filter((column) => !hiddenColumns.includes(column));
  const onNew = canWrite ? () => panels.open('new') : undefined;
  return (
    <>
      <Heading {...props} visible={visible} onNew={onNew} />
      {shown.rows.length > 0 ? (
        <OriginTable
          rows={shown.rows}
          merges={merges}
          visible={visible}
          canWrite={canWrite}
          verbs={verbs}
          onOpen={panels.open}
        />
      ) : (
        <NothingShown view={view} shown={shown} isFirst={all.length === 0} onNew={onNew} />
      )}
      <Pages view={view} shown={shown} />
      {canWrite && <OriginPanels all={all} merges={merges} actions={actions} verbs={verbs} panels={panels} />}
    </>
  );
}

type HeadingProps = Props & { visible: string[]; onNew: (() => void) | undefined };

function Heading({ all, shown, view, visible, setHiddenColumns, onNew }: HeadingProps) {
  const t = useTranslations('origins');
  const remember = (next: string[]) =>
    setHiddenColumns({ table: 'origins', hidden: COLUMNS.filter((column) => !next.includes(column)) });
  const columns = COLUMNS.map((key) => ({ key, label: t(`columns.${key}`), fixed: key === 'name' }));
  const action = onNew && (
    <Button variant="primary" onClick={onNew}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <PageHeader
      title={t('title')}
      action={action}
      aside={<ColumnMenu columns={columns} visible={visible} onChange={remember} />}
    >
      <SearchBox
        action="/origins"
        value={view.q}
        label={t('search')}
        keep={originViewParams({ ...view, q: '', page: 1 })}
      />
      {(view.isArchived || all.some((origin) => origin.isArchived)) && <Sides view={view} shown={shown} />}
    </PageHeader>
  );
}

type PartProps = { view: OriginView; shown: OriginPage<OriginWithTotal> };

/** In use or archived, each with how many the search found there. */
function Sides({ view, shown }: PartProps) {
  const t = useTranslations('origins');
  const hrefOf = (isArchived: boolean) => originViewHref({ ...view, isArchived, page: 1 });
  return (
    <SegmentedLinks
      label={t('show')}
      value={view.isArchived ? 'archived' : 'active'}
      options={[
        { value: 'active', label: t('active', { count: shown.activeTotal }), href: hrefOf(false) },
        { value: 'archived', label: t('archived', { count: shown.archivedTotal }), href: hrefOf(true) },
      ]}
    />
  );
}

function Pages({ view, shown }: PartProps) {
  const t = useTranslations('origins');
  const { page, pageTotal, from, rows, total } = shown;
  if (pageTotal === 1) return null;
  const hrefOf = (next: number) => originViewHref({ ...view, page: next });
  return (
    <Pagination
      summary={t('range', { from, to: from + rows.length - 1, total })}
      previousHref={page > 1 ? hrefOf(page - 1) : undefined}
      nextHref={page < pageTotal ? hrefOf(page + 1) : undefined}
    />
  );
}
