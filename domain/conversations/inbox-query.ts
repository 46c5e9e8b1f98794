/** Which conversations: those that wait for our answer, those with something nobody has read, all. */
export const INBOX_SHOWS = ['waiting', 'unread', 'all'] as const;
export type InboxShow = (typeof INBOX_SHOWS)[number];

/** Whose: everybody's, one's own contacts', contacts' without owner, people's who are no contact yet. */
export const INBOX_OF = ['everyone', 'mine', 'unassigned', 'unknown'] as const;
export type InboxOf = (typeof INBOX_OF)[number];

/** The numbers on the tabs are exact up to here, and "999+" beyond. */
export const TALKS_COUNTED = 999;

/** Everything that the address of the list of conversations says; which one is open is the panel's. */
export type InboxQuery = {
  show: InboxShow;
  of: InboxOf;
  /** Where the page begins; null: the first one. */
  after: string | null;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads the address of the list: `show`, `of`, `after`. Never throws. */
export function parseInboxQuery({ show, of, after }: Params): InboxQuery {
  return {
    show: INBOX_SHOWS.find((one) => one === show) ?? 'waiting',
    of: INBOX_OF.find((one) => one === of) ?? 'everyone',
    after: typeof after === 'string' && after !== '' ? after : null,
  };
}

/** The one address of a list; what is usual is left out. `open`: the conversation beside it. */
export function inboxHref({ show, of, after }: InboxQuery, open: number | null = null): string {
  const params = new URLSearchParams();
  if (show !== 'waiting') params.set('show', show);
  if (of !== 'everyone') params.set('of', of);
  if (after !== null) params.set('after', after);
  if (open !== null) params.set('panel', `chat.${open}`);
  return params.size > 0 ? `/inbox?${params}` : '/inbox';
}
