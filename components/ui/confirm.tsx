'use client';

import { lazy, Suspense } from 'react';
import type { ConfirmProps } from './confirm-view.tsx';
import { useWasOpened } from './use-was-opened.ts';

const ConfirmView = lazy(() => import('./confirm-view.tsx'));

/** Asks before something that cannot be undone. The harmless answer has the focus. */
export function Confirm(props: ConfirmProps) {
  if (!useWasOpened(props.open)) return null;
  return (
    <Suspense fallback={null}>
      <ConfirmView {...props} />
    </Suspense>
  );
}
