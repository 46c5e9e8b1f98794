'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { type LiveMessage, onLive, startLive } from './stream.ts';

/** Keeps this window connected; stands once in the frame. */
export function LiveConnection() {
  useEffect(() => startLive(), []);
  return null;
}

/** Calls `handle` for each live update, always with its newest closure. */
export function useLive(handle: (message: LiveMessage) => void): void {
  const newest = useRef(handle);
  useEffect(() => {
    newest.current = handle;
  });
  useEffect(() => onLive((message) => newest.current(message)), []);
}

const GATHER_MS = 250;

/** Asks the server for the page's data again when something of `subjects` changed, at most four times a second. */
export function LiveRefresh({ subjects }: { subjects: LiveMessage['subject'][] }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive((message) => {
    if (message.subject !== 'missed' && !subjects.includes(message.subject)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), GATHER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
