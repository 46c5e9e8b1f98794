'use client';

import { useEffect, useRef } from 'react';
import type { LiveMessage } from './stream.ts';
import { useLive } from './use-live.ts';
import { useRefresh } from './use-refresh.ts';

const GATHER_MS = 250;

type Props = {
  subjects: LiveMessage['subject'][];
  since: number;
  /** How long to gather changes before asking once for all of them, in milliseconds. */
  gather?: number;
};

/** Asks the server for the page's data again when something of `subjects` changed, at most once each `gather`: four times a second. */
export function Refresher({ subjects, since, gather = GATHER_MS }: Props) {
  const refresh = useRefresh();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive((message) => {
    if (message.subject !== 'missed' && !subjects.includes(message.subject)) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      refresh();
    }, gather);
  }, since);
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
