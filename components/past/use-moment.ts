'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { pastHref } from '#domain/past/query.ts';
import type { FullQuery } from './types.ts';

/** Keys that are held move on before they are let go. */
const KEYS_REST_MS = 400;

/**
 * The step that is looked at: the one that the board below is of, or another one meanwhile (`index` of `days`), until its board has come. `visit` asks for that
 * board, `visitSoon` once nothing has moved for a moment.
 */
export function useMoment(query: FullQuery, days: readonly string[]) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [ahead, setAhead] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const shown = Math.max(
    0,
    days.findLastIndex((day) => day <= query.at.day),
  );
  // The board that was asked for is here.
  if (ahead !== null && days[ahead] === query.at.day) setAhead(null);
  function visit(index: number) {
    clearTimeout(timer.current);
    const day = days[index];
    if (!day || day === query.at.day) return;
    const href = pastHref({ ...query, at: { ...query.at, day } });
    startTransition(() => router.replace(href, { scroll: false }));
  }
  return {
    index: ahead ?? shown,
    isAhead: ahead !== null,
    day: (ahead === null ? undefined : days[ahead]) ?? query.at.day,
    isPending,
    look: (index: number) => {
      clearTimeout(timer.current);
      setAhead(index);
    },
    visit,
    visitSoon: (index: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(visit, KEYS_REST_MS, index);
    },
    /** Back to what the board is of. */
    leave: () => {
      clearTimeout(timer.current);
      setAhead(null);
    },
  };
}
