'use client';

import { BookmarkPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useWasOpened } from '#components/ui/use-was-opened.ts';
import type { SaveSegment as Save } from './types.ts';

const SegmentDialog = lazy(() => import('./segment-dialog.tsx'));

type Props = { query: string; canShare: boolean; create: Save; label: string };

/** Keeps the filter in force under a name. */
export function SaveSegment({ query, canShare, create, label }: Props) {
  const [isOpen, setOpen] = useState(false);
  const wasOpened = useWasOpened(isOpen);
  return (
    <>
      <Button variant="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <BookmarkPlus />
        {label}
      </Button>
      {wasOpened && (
        <Suspense fallback={null}>
          <SegmentDialog
            open={isOpen}
            query={query}
            canShare={canShare}
            save={create}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
