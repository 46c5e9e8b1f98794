'use client';

import { useLastKnown } from '#components/ui/use-last-known.ts';
import type { usePanel } from '#components/ui/use-panel.ts';
import type { OriginWithTotal } from '#domain/origins/list.ts';
import type { OriginMerge } from '#domain/origins/list-merges.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { OriginDialog } from './origin-dialog.tsx';
import { SeparateDialog } from './separate-dialog.tsx';
import type { OriginActions } from './types.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  all: OriginWithTotal[];
  merges: OriginMerge[];
  actions: OriginActions;
  verbs: Verbs;
  panels: ReturnType<typeof usePanel>;
};

/** The dialog that the address names: `new`, `edit.<id>`, `delete.<id>`, `separate.<id>`, `merge.<id>` or `merge.<id>-<target>`. */
export function OriginPanels({ all, merges, actions, verbs, panels }: Props) {
  const { panel, open, close } = panels;
  const [subjectId, targetId] = (panel?.id ?? '').split('-').map(Number);
  const origin = useLastKnown(
    all.find((one) => one.id === subjectId),
    subjectId,
  );
  const openMerge = (intoId?: number) => open('merge', intoId ? `${subjectId}-${intoId}` : subjectId);
  const shared = { all, actions, verbs, onClose: close };

  if (panel?.name === 'new') return <OriginDialog {...shared} origin={undefined} onMerge={openMerge} />;
  if (!origin) return null;
  switch (panel?.name) {
    case 'edit':
      return <OriginDialog key={origin.id} {...shared} origin={origin} onMerge={openMerge} />;
    case 'delete':
      return (
        <DeleteDialog
          key={origin.id}
          {...shared}
          origin={origin}
          merges={merges}
          onMerge={() => openMerge()}
          onSeparate={() => open('separate', origin.id)}
        />
      );
    case 'merge':
      return <MergeDialog key={panel.id} {...shared} origin={origin} targetId={targetId} />;
    case 'separate':
      return <SeparateDialog key={origin.id} origin={origin} merges={merges} verbs={verbs} onClose={close} />;
    default:
      return null;
  }
}
