'use client';

import { useTranslations } from 'next-intl';
import { useUnread } from '../live/use-unread.ts';

/** How many conversations somebody should read, beside the name of their area; nothing while there are none. */
export function UnreadBadge() {
  const t = useTranslations('frame');
  const { total, shown } = useUnread({
    from: '/api/conversations/unread',
    isAbout: ({ subject }) => subject === 'conversation',
    gather: 1_500,
  });
  if (total === 0) return null;
  return (
    <span className="area-badge">
      <span aria-hidden>{shown}</span>
      <span className="sr-only">{t('unread', { count: total })}</span>
    </span>
  );
}
