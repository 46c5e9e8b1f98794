'use client';

import { useEffect, useRef } from 'react';
import { useLive } from '../live/use-live.ts';
import { useRefresh } from '../live/use-refresh.ts';

/** The list is read again at most so often: a busy workspace hears of ten messages a second. */
const GATHER_MS = 700;

/** Keeps the list of conversations true, counts included. */
export function useInboxLive(servedAt: number): void {
  const refresh = useRefresh();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive((message) => {
    if (!['conversation', 'contacts', 'missed', 'status'].includes(message.subject)) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refresh();
    }, GATHER_MS);
  }, servedAt);
  useEffect(() => () => clearTimeout(timer.current), []);
}
