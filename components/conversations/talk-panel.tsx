'use client';

import { lazy, Suspense } from 'react';
import { usePanel } from '../ui/use-panel.ts';
import type { ThreadActions } from './types.ts';

// Fetched with the first conversation that is opened: the board starts without it.
const TalkPanelView = lazy(() => import('./talk-panel-view.tsx'));

/** The conversation beside the board, while the address says `?panel=talk.<contact>`. */
export function TalkPanel({ actions }: { actions: ThreadActions }) {
  const { panel, close } = usePanel();
  if (panel?.name !== 'talk' || !/^[1-9]\d{0,14}$/.test(panel.id)) return null;
  return (
    <Suspense fallback={null}>
      <TalkPanelView key={panel.id} contactId={Number(panel.id)} actions={actions} onClose={close} />
    </Suspense>
  );
}
