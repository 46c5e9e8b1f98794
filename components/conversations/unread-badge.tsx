'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '../live/use-live.ts';

const GATHER_MS = 1_500;
const SHOWN_MAX = 99;

/** How many conversations somebody should read, beside the name of their area; nothing while there are none. */
export function UnreadBadge() {
  const t = useTranslations('frame');
  const total = useUnread();
  if (total === 0) return null;
  return (
    <span className="area-badge">
      <span aria-hidden>{total > SHOWN_MAX ? `${SHOWN_MAX}+` : total}</span>
      <span className="sr-only">{t('unread', { count: total })}</span>
    </span>
  );
}

/** Asked after the page has loaded, so that no page waits for it. */
function useUnread(): number {
  const [total, setTotal] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  function askWithin(milliseconds: number) {
    timer.current ??= setTimeout(async () => {
      timer.current = undefined;
      const unread = await askUnread();
      if (unread !== null) setTotal(unread);
    }, milliseconds);
  }
  useLive((message) => {
    if (message.subject === 'conversation' || message.subject === 'missed') askWithin(GATHER_MS);
  });
  useEffect(() => {
    askWithin(0);
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return total;
}

async function askUnread(): Promise<number | null> {
  try {
    const response = await fetch('/api/conversations/unread', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as { total: number }).total : null;
  } catch {
    // Offline: the number stays as it was.
    return null;
  }
}
