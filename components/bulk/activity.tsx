'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLive } from '#components/live/use-live.ts';
import type { BulkView } from '#domain/bulk/view.ts';
import type { BulkVerbs } from './types.ts';

// Fetched with the first large act: most pages never show one.
const ActivityView = lazy(() => import('./activity-view.tsx'));

const ASKED_EVERY_MS = 2_000;

/** While somebody's large act goes on, how far it is, at the foot of every page; also after a reload. */
export function BulkActivity({ actions }: { actions: BulkVerbs }) {
  const [bulks, setBulks] = useState<BulkView[]>([]);
  const asked = useRef(0);

  async function ask() {
    asked.current += 1;
    const mine = asked.current;
    const answer = await fetch('/api/bulk/recent').catch(() => null);
    if (!answer?.ok || mine !== asked.current) return;
    setBulks((await answer.json()) as BulkView[]);
  }

  useLive((message) => {
    if (message.subject === 'bulk' || message.subject === 'missed') ask();
  });
  useEffect(() => {
    ask();
  }, []);
  useEffect(() => {
    // Its runs begin one by one, which nobody announces.
    if (!bulks.some(({ automations }) => automations && automations.waiting > 0)) return;
    const timer = setTimeout(ask, ASKED_EVERY_MS);
    return () => clearTimeout(timer);
  }, [bulks]);

  if (bulks.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <ActivityView bulks={bulks} actions={actions} onChange={ask} />
    </Suspense>
  );
}
