'use client';

import { useEffect, useRef, useState } from 'react';
import type { Summary } from '#domain/pipeline/read-facts.ts';
import { fetchSummary } from './ask-server.ts';

/** Busy boards change many times a second; their figures need not. */
const WAIT_MS = 1_000;

/** The figures above the board, read again soon after its `totals` changed. */
export function useSummary(first: Summary, query: string, totals: ReadonlyMap<number, number>): Summary {
  const [from, setFrom] = useState(first);
  const [summary, setSummary] = useState(first);
  // The whole page was read again.
  if (from !== first) {
    setFrom(first);
    setSummary(first);
  }
  const key = [...totals].join(' ');
  const known = useRef(key);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hasChangedAgain = useRef(false);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    hasChangedAgain.current = timer.current !== undefined;
    const ask = () => {
      timer.current = hasChangedAgain.current ? setTimeout(ask, WAIT_MS) : undefined;
      hasChangedAgain.current = false;
      // Without an answer the figures stay as they were: the columns show the truth.
      fetchSummary(query).then(setSummary, () => {});
    };
    timer.current ??= setTimeout(ask, WAIT_MS);
  }, [key, query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return summary;
}
