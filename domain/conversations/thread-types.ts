import type { Match, MessageDirection, MessageState, MessageType, NumberState } from '#db/whatsapp-values.ts';
import type { Content } from './content.ts';
import type { FreeEntry } from './free-entry-rules.ts';

/** A number of ours as a way to talk with one person. */
export type Channel = {
  numberId: number;
  name: string;
  displayPhone: string;
  /** Null: disconnected; nothing can be sent from it. */
  state: NumberState | null;
  stopCode: number | null;
  /** Null: nothing was ever said over it. */
  conversationId: number | null;
  lastInboundAt: Date | null;
  lastMessageAt: Date | null;
  waitingSince: Date | null;
  unread: number;
  /** Null: what is sent costs what it costs. */
  freeEntry: FreeEntry | null;
};

/** Whom one talks with: a contact, or somebody who wrote and is none yet. */
export type Interlocutor = {
  contactId: number | null;
  name: string;
  /** E.164 digits without plus. */
  phone: string | null;
  company: string;
  email: string | null;
  ownerId: number | null;
  ownerName: string | null;
  statusId: number | null;
  originName: string;
  version: number | null;
  optedOutAt: Date | null;
  /** Meta can be told to send there. */
  hasAddress: boolean;
};

/** What stands above a quoting message. */
export type Quoted = { id: number; direction: MessageDirection; type: MessageType; body: string };

export type ThreadMessage = {
  id: number;
  conversationId: number;
  direction: MessageDirection;
  type: MessageType;
  body: string;
  content: Content;
  at: Date;
  editedAt: Date | null;
  revokedAt: Date | null;
  matchedBy: Match | null;
  matchedValue: string | null;
  state: MessageState;
  stateAt: Date | null;
  authorName: string | null;
  requestId: string | null;
  templateName: string | null;
  attempts: number;
  nextTryAt: Date | null;
  error: unknown;
  isPlayed: boolean;
  /** Meta knows it, so it can be answered and reacted to. */
  canReply: boolean;
  /** Null: it answers none; `id` null: one that is not here. */
  quoted: Quoted | 'missing' | null;
  reactions: { direction: MessageDirection; emoji: string }[];
};

/** One page of what was said, the oldest first. */
export type Thread = {
  /** What it is asked by. */
  contactId: number | null;
  conversationId: number | null;
  person: Interlocutor;
  channels: Channel[];
  messages: ThreadMessage[];
  /** Where older messages begin; null: there are none. */
  older: string | null;
};
