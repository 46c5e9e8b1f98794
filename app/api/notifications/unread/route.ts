import { read } from '#app/_server/read.ts';
import { countUnreadNotifications } from '#domain/notifications/list.ts';

/** How many notifications the reader has not read. */
export const GET = read(countUnreadNotifications);
