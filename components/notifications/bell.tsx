'use client';

import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useUnread } from '../live/use-unread.ts';

/** The way to what one was told, and how much of it one has not read; live. */
export function Bell({ userId }: { userId: number }) {
  const t = useTranslations('frame');
  const { total, shown } = useUnread({
    from: '/api/notifications/unread',
    isAbout: ({ subject, ids }) => subject === 'notification' && (ids === null || ids.includes(userId)),
    gather: 300,
  });
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
          {shown}
        </span>
      )}
    </Link>
  );
}
