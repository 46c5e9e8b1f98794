import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { INBOX_OF, INBOX_SHOWS, type InboxOf, type InboxQuery, type InboxShow } from './inbox-query.ts';
import { countConversations } from './list.ts';

/** The numbers on the tabs; at most `TALKS_COUNTED + 1`. */
export type InboxCounts = {
  /** Among those of whom the list is about. */
  shows: Record<InboxShow, number>;
  /** Among those in the state that the list is about. */
  of: Record<InboxOf, number>;
};

/** How many each of the other tabs would show. @throws `forbidden`. */
export async function countInbox(ctx: Ctx, query: Pick<InboxQuery, 'show' | 'of'>): Promise<InboxCounts> {
  authorize(ctx, 'conversation.read');
  const [shows, of] = await Promise.all([
    Promise.all(INBOX_SHOWS.map((show) => countConversations(ctx, { show, of: query.of }))),
    Promise.all(INBOX_OF.map((whose) => countConversations(ctx, { show: query.show, of: whose }))),
  ]);
  const [waiting = 0, unread = 0, all = 0] = shows;
  const [everyone = 0, mine = 0, unassigned = 0, unknown = 0] = of;
  return { shows: { waiting, unread, all }, of: { everyone, mine, unassigned, unknown } };
}

/** How many conversations somebody should read: unread ones of their own contacts, and of nobody's. @throws `forbidden`. */
export async function countUnread(ctx: Ctx): Promise<{ total: number }> {
  authorize(ctx, 'conversation.read');
  const [mine, unassigned] = await Promise.all([
    countConversations(ctx, { show: 'unread', of: 'mine' }),
    countConversations(ctx, { show: 'unread', of: 'unassigned' }),
  ]);
  return { total: mine + unassigned };
}
