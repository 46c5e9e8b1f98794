'use client';

import { lazy, Suspense, useState } from 'react';
import { useWasOpened } from '#components/ui/use-was-opened.ts';
import type { MergeActions, MergeRequest } from './types.ts';

// Fetched with the first merge.
const MergeView = lazy(() => import('./merge-view.tsx'));

type Props = {
  /** Null: closed. Without `fromId`, the other one is looked for first. */
  request: MergeRequest | null;
  actions: MergeActions;
  onClose: () => void;
  /** Told who is left. */
  onMerged?: (id: number) => void;
};

/** Makes one contact of two, field by field, after showing what will be. */
export function MergeDialog({ request, actions, onClose, onMerged }: Props) {
  const [last, setLast] = useState(request);
  if (request !== null && request !== last) setLast(request);
  const wasOpened = useWasOpened(request !== null);
  if (!wasOpened || !last) return null;
  return (
    <Suspense fallback={null}>
      <MergeView
        key={`${last.intoId} ${last.fromId}`}
        open={request !== null}
        request={last}
        actions={actions}
        onClose={onClose}
        onMerged={onMerged}
      />
    </Suspense>
  );
}
