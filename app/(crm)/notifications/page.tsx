import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { NotificationScreen } from '#components/notifications/notification-screen.tsx';
import { notificationViews } from '#components/notifications/notification-view.ts';
import { ClientMessages } from '#components/ui/messages.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { countUnreadNotifications, listNotifications } from '#domain/notifications/list.ts';
import { notificationsHref, parseNotificationQuery } from '#domain/notifications/notification-query.ts';
import { markNotificationsReadAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function NotificationsPage({ searchParams }: Props) {
  const [{ ctx }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  const query = parseNotificationQuery(params);
  const place = { cursor: query.after, firstPage: notificationsHref({ ...query, after: null }) };
  const [page, unread] = await Promise.all([
    pageAtCursor(
      () => listNotifications(ctx, query),
      ({ items }) => items,
      place,
    ),
    countUnreadNotifications(ctx),
  ]);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <LiveRefresh subjects={['notification']} />
      <ClientMessages names={['notifications', 'problems', 'errors']}>
        <NotificationScreen
          query={query}
          items={notificationViews(page.items, reader)}
          next={page.next}
          unreadTotal={unread.total}
          markRead={markNotificationsReadAction}
        />
      </ClientMessages>
    </div>
  );
}
