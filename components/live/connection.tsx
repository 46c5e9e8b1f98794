'use client';

import { useEffect, useRef } from 'react';
import { startLive } from './stream.ts';

/** Keeps this window connected, from `since` on. */
export function Connection({ since }: { since: number }) {
  const first = useRef(since);
  useEffect(() => startLive(first.current), []);
  return null;
}
