import type { MessageType } from '#db/whatsapp-values.ts';
import type { ConversationItem } from '#domain/conversations/list.ts';
import { formatRelative } from '#lib/dates.ts';
import { formatPhone } from '#lib/phone.ts';

/** A row of the list of conversations, ready to be shown. Times are milliseconds since 1970. */
export type InboxRow = Pick<
  ConversationItem,
  'id' | 'contactId' | 'ownerName' | 'statusId' | 'isOptedOut' | 'unread'
> & {
  name: string;
  /** Null where the workspace has but one number. */
  number: string | null;
  at: number;
  /** "há 3 minutos". */
  relative: string;
  waitingSince: number | null;
  lastInboundAt: number | null;
  last: { isOurs: boolean; type: MessageType; body: string; isFailed: boolean } | null;
};

type Reader = { locale: string; country: string; now: number; hasSeveralNumbers: boolean };

/** Puts a page of conversations into a reader's words; on the server, where phones can be worked out. */
export function inboxRows(items: ConversationItem[], reader: Reader): InboxRow[] {
  const { locale, country, now, hasSeveralNumbers } = reader;
  return items.map((item) => {
    const { id, contactId, ownerName, statusId, isOptedOut, unread, last } = item;
    const phone = item.phone ? formatPhone(item.phone, country) : '';
    return {
      id,
      contactId,
      ownerName,
      statusId,
      isOptedOut,
      unread,
      name: item.name || phone,
      number: hasSeveralNumbers ? item.numberName : null,
      at: item.lastMessageAt.getTime(),
      relative: formatRelative(item.lastMessageAt, now, locale),
      waitingSince: item.waitingSince?.getTime() ?? null,
      lastInboundAt: item.lastInboundAt?.getTime() ?? null,
      last: last && {
        isOurs: last.direction === 'out',
        type: last.type,
        body: last.body.replace(/\s+/g, ' '),
        isFailed: last.state === 'failed' || last.state === 'unknown',
      },
    };
  });
}
