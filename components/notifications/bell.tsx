'use client';

import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '../live/use-live.ts';

const GATHER_MS = 300;
const SHOWN_MAX = 99;

/** The way to what one was told, and how much of it one has not read; live. */
export function Bell({ userId }: { userId: number }) {
  const t = useTranslations('frame');
  const total = useUnread(userId);
  const label = t('bell', { count: total });
  return (
    <Link
      href="/notifications"
      prefetch={false}
      className="btn btn-quiet btn-icon bell"
      aria-label={label}
      data-tip={label}
    >
      <BellIcon />
      {total > 0 && (
        <span className="area-badge" aria-hidden>
          {total > SHOWN_MAX ? `${SHOWN_MAX}+` : total}
        </span>
      )}
    </Link>
  );
}

/** Asked after the page has loaded, so that no page waits for it. */
function useUnread(userId: number): number {
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
    if (message.subject === 'missed') return askWithin(GATHER_MS);
    const isOurs = message.ids === null || message.ids.includes(userId);
    if (message.subject === 'notification' && isOurs) askWithin(GATHER_MS);
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
    const response = await fetch('/api/notifications/unread', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as { total: number }).total : null;
  } catch {
    // Offline: the number stays as it was.
    return null;
  }
}
