import type { Role } from '#db/values.ts';
import type { Match, MessageDirection, MessageState, MessageType, NumberState } from '#db/whatsapp-values.ts';
import type { Content } from '#domain/conversations/content.ts';
import type { FreeEntry } from '#domain/conversations/free-entry-rules.ts';
import type { SendReason } from '#domain/conversations/outcome-rules.ts';
import type { Queued } from '#domain/conversations/send.ts';
import type { Action } from '#domain/result.ts';
import type { ErrorTopic } from '#domain/whatsapp/error-codes.ts';

/** Times are milliseconds since 1970: the browser words them, in the workspace's zone. */
export type ShownChannel = {
  numberId: number;
  name: string;
  /** Null: disconnected. */
  state: NumberState | null;
  conversationId: number | null;
  lastInboundAt: number | null;
  waitingSince: number | null;
  unread: number;
  freeEntry: { kind: FreeEntry['kind']; until: number } | null;
};

export type ShownPerson = {
  contactId: number | null;
  name: string;
  phone: string;
  ownerId: number | null;
  ownerName: string | null;
  version: number | null;
  isOptedOut: boolean;
  hasAddress: boolean;
  /** What a template's variables are filled with. */
  facts: Facts;
};

export const FACTS = ['firstName', 'name', 'company', 'owner', 'me', 'phone', 'email', 'origin'] as const;
export type Facts = Record<(typeof FACTS)[number], string>;

type ShownFile = {
  /** As its sender called it. */
  name: string;
  mimeType: string;
  /** "1,2 MB"; empty where nobody said. */
  size: string;
  isVoice: boolean;
};

export type ShownContent = Pick<
  Content,
  'place' | 'cards' | 'choice' | 'context' | 'errors' | 'rawType' | 'referral'
> & {
  file: ShownFile | null;
  order: { items: { productId: string; quantity: number; price: string }[]; total: string } | null;
};

export type ShownFailure = { code: number | null; topic: ErrorTopic | null; reason: SendReason | null };

export type ShownMessage = {
  id: number;
  requestId: string | null;
  conversationId: number;
  direction: MessageDirection;
  type: MessageType;
  body: string;
  content: ShownContent;
  at: number;
  isEdited: boolean;
  isRevoked: boolean;
  matched: { by: Match; value: string } | null;
  state: MessageState;
  stateAt: number | null;
  authorName: string | null;
  templateName: string | null;
  nextTryAt: number | null;
  failure: ShownFailure | null;
  isPlayed: boolean;
  canReply: boolean;
  quoted: { id: number; direction: MessageDirection; type: MessageType; body: string } | 'missing' | null;
  reactions: { direction: MessageDirection; emoji: string }[];
};

/** A page of what was said, ready to be shown. */
export type ThreadView = {
  contactId: number | null;
  conversationId: number | null;
  person: ShownPerson;
  channels: ShownChannel[];
  messages: ShownMessage[];
  older: string | null;
  timeZone: string;
  role: Role;
  servedAt: number;
};

export type ThreadActions = {
  send: Action<Queued>;
  cancel: Action<{ id: number }>;
  settle: Action<{ id: number }>;
  markRead: Action<{ read: number }>;
};

export type InboxActions = {
  makeLead: Action<{ contactId: number }>;
  setOwner: Action<{ id: number; version: number }>;
};

export type MessageVerbs = {
  cancel: (id: number) => void;
  settle: (id: number, became: 'delivered' | 'failed') => void;
  writeAgain: (text: string) => void;
  reply: (message: ShownMessage) => void;
};
