export const NOTIFICATION_SHOWS = ['all', 'unread'] as const;

/** Everything that the address of the list says. `after`: where the page begins; null: the first one. */
export type NotificationQuery = { show: (typeof NOTIFICATION_SHOWS)[number]; after: string | null };

type Params = Record<string, string | string[] | undefined>;

/** Reads the address of the list: `show`, `after`. Never throws. */
export function parseNotificationQuery({ show, after }: Params): NotificationQuery {
  return {
    show: NOTIFICATION_SHOWS.find((one) => one === show) ?? 'all',
    after: typeof after === 'string' && after !== '' ? after : null,
  };
}

/** The one address of a list; what is usual is left out. */
export function notificationsHref({ show, after }: NotificationQuery): string {
  const params = new URLSearchParams();
  if (show !== 'all') params.set('show', show);
  if (after !== null) params.set('after', after);
  return params.size > 0 ? `/notifications?${params}` : '/notifications';
}
