import type { Notification } from '#domain/notifications/list.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';

export type ShownNotification = Omit<Notification, 'at'> & { at: Moment };

/** Puts notifications into a reader's words; on the server. */
export function notificationViews(items: Notification[], reader: Reader): ShownNotification[] {
  return items.map((item) => ({ ...item, at: momentOf(item.at, reader) }));
}
