'use client';

import { Layers, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { type FilterTree, spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { DeleteSegment } from './delete-segment.tsx';
import { SegmentTable } from './segment-table.tsx';
import type { SegmentActions, SegmentRow } from './types.ts';

const FilterDialog = lazy(() => import('./filter-dialog.tsx'));
const SegmentDialog = lazy(() => import('./segment-dialog.tsx'));

type Open = { what: 'rename' | 'filter' | 'delete'; segment: SegmentRow } | null;
type Props = {
  rows: SegmentRow[];
  canShare: boolean;
  mayExport: boolean;
  failed: string;
  actions: SegmentActions;
};

/** The whole of /segments below the frame. */
export function SegmentScreen({ rows, canShare, mayExport, failed, actions }: Props) {
  const t = useTranslations('segments');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const { duplicate, refilter } = useVerbs(actions, close);
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <ButtonLink variant="primary" href="/contacts">
            <Plus />
            {t('new')}
          </ButtonLink>
        }
      >
        <p className="text-foreground-muted">{t('intro')}</p>
      </PageHeader>
      {rows.length === 0 ? (
        <Empty
          icon={<Layers />}
          title={t('empty')}
          action={<ButtonLink href="/contacts">{t('toContacts')}</ButtonLink>}
        >
          {t('emptyWhy')}
        </Empty>
      ) : (
        <SegmentTable
          rows={rows}
          mayExport={mayExport}
          onOpen={(what, segment) => setOpen({ what, segment })}
          onDuplicate={duplicate}
        />
      )}
      <Suspense fallback={null}>
        {open?.what === 'rename' && (
          <SegmentDialog
            open
            segment={open.segment}
            canShare={canShare}
            save={actions.update}
            onClose={close}
          />
        )}
        {open?.what === 'filter' && (
          <FilterDialog
            open
            at={0}
            title={open.segment.name}
            place={{ path: '/contacts', query: open.segment.query, where: open.segment.where }}
            failed={failed}
            onApply={(where) => refilter(open.segment, where)}
            onClose={close}
          />
        )}
      </Suspense>
      {open?.what === 'delete' && <DeleteSegment segment={open.segment} actions={actions} onClose={close} />}
    </>
  );
}

function useVerbs(actions: SegmentActions, close: () => void) {
  const t = useTranslations('segments');
  const saved = useTranslations('segmentForm');
  const toast = useToast();
  const problems = useProblems();
  const copying = useAction(actions.duplicate);
  const updating = useAction(actions.update);

  async function duplicate({ id, name }: SegmentRow) {
    const result = await copying.run({ id, name: t('copyName', { name: name.slice(0, 40) }) });
    toast({ title: result.ok ? t('copied', { name: result.value.name }) : problems.sentence(result) });
  }

  async function refilter({ id, version, query }: SegmentRow, where: FilterTree | null) {
    const params = new URLSearchParams(query);
    params.delete('filter');
    if (where) params.set('filter', spellFilterTree(where));
    const result = await updating.run({ id, version, query: params.toString() });
    if (result.ok) close();
    toast({ title: result.ok ? saved('saved', { name: result.value.name }) : problems.sentence(result) });
  }

  return { duplicate, refilter };
}
