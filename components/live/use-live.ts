'use client';

import { useEffect, useRef } from 'react';
import { type LiveMessage, onLive } from './stream.ts';

/**
 * Calls `handle` for each live update, always with its newest closure; beginning with those that came after `since`, when what is shown was
 * read (milliseconds, by the server's clock).
 */
export function useLive(handle: (message: LiveMessage) => void, since?: number): void {
  const newest = useRef(handle);
  const first = useRef(since);
  useEffect(() => {
    newest.current = handle;
  });
  useEffect(() => onLive((message) => newest.current(message), first.current), []);
}
