'use client';

import { useEffect, useRef } from 'react';
import { useLive } from '../live/use-live.ts';
import { useRefresh } from '../live/use-refresh.ts';

const SOON_MS = 250;
const LATER_MS = 4_000;

type Props = {
  ids: number[];
  isList?: boolean;
  /** When they were read, in milliseconds. */
  since: number;
};

/**
 * Keeps shown contacts true: at once when one of them changed, and within seconds when others did, whose place in the list or whose
 * absence from the count can wait. Without `isList` only the shown ones matter.
 */
export function LiveRows({ ids, isList, since }: Props) {
  const refresh = useRefresh();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const dueAt = useRef(Number.POSITIVE_INFINITY);

  function refreshWithin(ms: number) {
    const at = Date.now() + ms;
    if (at >= dueAt.current) return;
    clearTimeout(timer.current);
    dueAt.current = at;
    timer.current = setTimeout(() => {
      dueAt.current = Number.POSITIVE_INFINITY;
      refresh();
    }, ms);
  }

  useLive((message) => {
    if (message.subject === 'missed') return refreshWithin(SOON_MS);
    if (message.subject !== 'contacts') return;
    const isShown = message.ids === null || message.ids.some((id) => ids.includes(id));
    if (isShown) refreshWithin(SOON_MS);
    else if (isList) refreshWithin(LATER_MS);
  }, since);
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
