'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';

/** An answer that has not come by then is not waited for. */
const PATIENCE_MS = 10_000;

/**
 * Asks the server for the page's data again, one question at a time: what is wanted while one is under way is asked once more after it. Changes
 * come faster than a busy server answers.
 */
export function useRefresh(): () => void {
  const router = useRouter();
  const [isUnderWay, startTransition] = useTransition();
  const askedAt = useRef(0);
  const isWanted = useRef(false);
  const underWay = useRef(false);

  function ask() {
    isWanted.current = false;
    underWay.current = true;
    askedAt.current = Date.now();
    startTransition(() => router.refresh());
  }

  useEffect(() => {
    if (isUnderWay) return;
    underWay.current = false;
    if (isWanted.current) ask();
  }, [isUnderWay]);

  return () => {
    if (underWay.current && Date.now() - askedAt.current < PATIENCE_MS) isWanted.current = true;
    else ask();
  };
}
