import type { Content } from '#domain/conversations/content.ts';
import { SEND_REASONS } from '#domain/conversations/outcome-rules.ts';
import type { Channel, Interlocutor, Thread, ThreadMessage } from '#domain/conversations/thread-types.ts';
import type { Ctx } from '#domain/ctx.ts';
import { topicOf } from '#domain/whatsapp/error-codes.ts';
import { formatPhone } from '#lib/phone.ts';
import type {
  ShownChannel,
  ShownContent,
  ShownFailure,
  ShownMessage,
  ShownPerson,
  ThreadView,
} from './types.ts';

/** Whoever reads it, and how they write phones and numbers. */
export type ThreadReader = { name: string; role: ThreadView['role']; locale: string; now: number };

/** Puts a page of a thread into a reader's forms; on the server, where phones can be worked out. */
export function threadView(
  thread: Thread,
  { country, timeZone }: Ctx['workspace'],
  reader: ThreadReader,
): ThreadView {
  return {
    contactId: thread.contactId,
    conversationId: thread.conversationId,
    person: personOf(thread.person, country, reader),
    channels: thread.channels.map((one) => channelOf(one, country)),
    messages: thread.messages.map((one) => messageOf(one, country, reader.locale)),
    older: thread.older,
    timeZone,
    role: reader.role,
    servedAt: reader.now,
  };
}

function personOf(person: Interlocutor, country: string, reader: ThreadReader): ShownPerson {
  const { contactId, ownerId, ownerName, version, hasAddress } = person;
  const phone = person.phone ? formatPhone(person.phone, country) : '';
  const name = person.name || phone;
  return {
    contactId,
    name,
    phone,
    ownerId,
    ownerName,
    version,
    isOptedOut: person.optedOutAt !== null,
    hasAddress,
    facts: {
      firstName: person.name.split(/\s+/)[0] ?? '',
      name: person.name,
      company: person.company,
      owner: ownerName ?? '',
      me: reader.name,
      phone,
      email: person.email ?? '',
      origin: person.originName,
    },
  };
}

function channelOf(channel: Channel, country: string): ShownChannel {
  const { numberId, name, displayPhone, state, conversationId, lastInboundAt, waitingSince, unread } =
    channel;
  const { freeEntry } = channel;
  return {
    numberId,
    name: name || formatPhone(displayPhone, country),
    state,
    conversationId,
    lastInboundAt: lastInboundAt?.getTime() ?? null,
    waitingSince: waitingSince?.getTime() ?? null,
    unread,
    freeEntry: freeEntry && { kind: freeEntry.kind, until: freeEntry.until.getTime() },
  };
}

function messageOf(message: ThreadMessage, country: string, locale: string): ShownMessage {
  const { id, requestId, conversationId, direction, type, body, state, authorName, templateName } = message;
  const { isPlayed, canReply, quoted, reactions } = message;
  return {
    id,
    requestId,
    conversationId,
    direction,
    type,
    body,
    content: contentOf(message.content, locale),
    at: message.at.getTime(),
    isEdited: message.editedAt !== null,
    isRevoked: message.revokedAt !== null,
    matched: message.matchedBy && { by: message.matchedBy, value: matchedValue(message, country) },
    state,
    stateAt: message.stateAt?.getTime() ?? null,
    authorName,
    templateName,
    nextTryAt: message.nextTryAt?.getTime() ?? null,
    failure: failureOf(message.error),
    isPlayed,
    canReply,
    quoted,
    reactions: reactions.map(({ direction: side, emoji }) => ({ direction: side, emoji })),
  };
}

function matchedValue({ matchedBy, matchedValue: value }: ThreadMessage, country: string): string {
  if (value === null) return '';
  const isPhone = matchedBy !== 'user_id' && /^\d{7,15}$/.test(value);
  return isPhone ? formatPhone(value, country) : value;
}

function contentOf(content: Content, locale: string): ShownContent {
  const { media, order, place, cards, choice, context, errors, rawType, referral } = content;
  return {
    place: place && { ...place, url: safeLink(place.url) },
    cards,
    choice,
    context,
    errors,
    rawType,
    referral: referral && { ...referral, sourceUrl: safeLink(referral.sourceUrl) },
    file: media?.id
      ? {
          name: media.fileName,
          mimeType: media.mimeType,
          size: media.bytes === null ? '' : sizeOf(media.bytes, locale),
          isVoice: media.isVoice,
        }
      : null,
    order: order && orderOf(order, locale),
  };
}

type Order = NonNullable<Content['order']>;

function orderOf({ items }: Order, locale: string): ShownContent['order'] {
  const money = (amount: number, currency: string) => {
    if (!/^[A-Z]{3}$/.test(currency)) return String(amount);
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  };
  const currencies = new Set(items.map(({ currency }) => currency));
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return {
    items: items.map(({ productId, quantity, price, currency }) => ({
      productId,
      quantity,
      price: money(price, currency),
    })),
    total: currencies.size === 1 ? money(total, items[0]?.currency ?? '') : '',
  };
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

function sizeOf(bytes: number, locale: string): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const format = {
    style: 'unit',
    unit: UNITS[step],
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(locale, format).format(bytes / 1_000 ** step);
}

/** An address that a browser may be sent to; anything else is no link. */
function safeLink(text: string): string {
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : '';
}

function failureOf(error: unknown): ShownFailure | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  const known = SEND_REASONS.find((one) => one === reason) ?? null;
  const number = typeof code === 'number' ? code : null;
  return { code: number, topic: number === null ? null : topicOf(number), reason: known };
}
