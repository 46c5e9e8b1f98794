'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import type { DialogProps } from './dialog-view.tsx';
import { useWasOpened } from './use-was-opened.ts';

// Fetched with the first dialog that opens: no page needs its 14 kB to be read.
const DialogView = lazy(() => import('./dialog-view.tsx'));

/** A pop-up; a full-screen sheet on phones. Focus goes back to the opener when it closes. */
export function Dialog(props: DialogProps) {
  if (!useWasOpened(props.open)) return null;
  return (
    <Suspense fallback={null}>
      <DialogView {...props} />
    </Suspense>
  );
}

/** The part of a dialog that scrolls. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="dialog-body">{children}</div>;
}

/** The buttons of a dialog, always in sight. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className="dialog-footer">{children}</div>;
}
