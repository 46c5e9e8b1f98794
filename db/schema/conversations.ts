import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { MATCHES, MESSAGE_DIRECTIONS, MESSAGE_STATES, MESSAGE_TYPES } from '../whatsapp-values.ts';
import { createdAt, instant, key } from './columns.ts';
import { whatsappNumbers } from './whatsapp.ts';

/**
 * What one person and one number of ours have said to each other. `contact_id` null: somebody who wrote while no leads were made of messages;
 * then `user_id` and `phone` say who. No foreign key to contacts: it comes back with a contact that is restored.
 */
export const conversations = pgTable(
  'conversations',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    numberId: key('number_id').notNull(),
    contactId: key('contact_id'),
    /** The contact's owner, kept by triggers. 0: nobody's, as is whoever is no contact; null: the contact is in the trash. */
    ownerId: key('owner_id'),
    /** Meta's id of the person in our business portfolio, where it is known; answers go there or to `phone`. */
    userId: text('user_id'),
    /** WhatsApp's own spelling of the person's number (E.164 digits without plus), where it is known. */
    phone: text('phone'),
    profileName: text('profile_name').notNull().default(''),
    /** Their last message: the 24-hour window counts from it. */
    lastInboundAt: instant('last_inbound_at'),
    lastOutboundAt: instant('last_outbound_at'),
    /** The last message either way, as Meta dated it. */
    lastMessageAt: instant('last_message_at').notNull(),
    /** The first of their messages since our last one; null: it is their turn. */
    waitingSince: instant('waiting_since'),
    /** Their messages that nobody of us has looked at. */
    unread: integer('unread').notNull().default(0),
    /** When a worker last told Meta a message for this person: at most one in 6 s. */
    lastSendAt: instant('last_send_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.numberId],
      foreignColumns: [whatsappNumbers.workspaceId, whatsappNumbers.id],
    }),
    uniqueIndex('conversations_contact')
      .on(t.workspaceId, t.contactId, t.numberId)
      .where(sql`contact_id is not null`),
    index('conversations_user').on(t.workspaceId, t.userId).where(sql`user_id is not null`),
    index('conversations_phone').on(t.workspaceId, t.phone).where(sql`phone is not null`),
    // The list: all, waiting and unread ones, each of everybody, of one owner, and of people who are no contact.
    index('conversations_newest').on(t.workspaceId, t.lastMessageAt, t.id).where(sql`owner_id is not null`),
    index('conversations_waiting')
      .on(t.workspaceId, t.waitingSince, t.id)
      .where(sql`waiting_since is not null and owner_id is not null`),
    index('conversations_unread')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`unread > 0 and owner_id is not null`),
    index('conversations_owner').on(t.workspaceId, t.ownerId, t.lastMessageAt, t.id),
    index('conversations_owner_waiting')
      .on(t.workspaceId, t.ownerId, t.waitingSince, t.id)
      .where(sql`waiting_since is not null`),
    index('conversations_owner_unread')
      .on(t.workspaceId, t.ownerId, t.lastMessageAt, t.id)
      .where(sql`unread > 0`),
    index('conversations_unknown').on(t.workspaceId, t.lastMessageAt, t.id).where(sql`contact_id is null`),
    index('conversations_unknown_waiting')
      .on(t.workspaceId, t.waitingSince, t.id)
      .where(sql`waiting_since is not null and contact_id is null`),
    index('conversations_unknown_unread')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`unread > 0 and contact_id is null`),
    // How many a number has sent in the last second.
    index('conversations_sent').on(t.numberId, t.lastSendAt).where(sql`last_send_at is not null`),
  ],
);

/** Both ways. What is ours and `queued` is the outbox. */
export const messages = pgTable(
  'messages',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    conversationId: key('conversation_id').notNull(),
    /** As its conversation's: kept here so that a wrong match can be taken apart. */
    contactId: key('contact_id'),
    direction: text('direction', { enum: MESSAGE_DIRECTIONS }).notNull(),
    /** Meta's id; null while ours is not accepted. Opaque. */
    wamid: text('wamid'),
    type: text('type', { enum: MESSAGE_TYPES }).notNull(),
    /** What there is to read: the text, or the caption, or the title of the button that was pressed. */
    body: text('body').notNull().default(''),
    /** What else its type has, as `domain/conversations/content.ts` reads it: media, place, contacts, order, referral … */
    content: jsonb('content').notNull().default(sql`'{}'::jsonb`),
    /** Meta's id of the message that this one answers. */
    replyTo: text('reply_to'),
    /** As Meta dated it; ours: when it was written. */
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    editedAt: instant('edited_at'),
    revokedAt: instant('revoked_at'),
    /** Theirs: by what the person was recognised. */
    matchedBy: text('matched_by', { enum: MATCHES }),
    /** The identity that did it, as it stands in the table. */
    matchedValue: text('matched_value'),
    state: text('state', { enum: MESSAGE_STATES }).notNull(),
    /** The member who wrote it; null: the product. */
    authorId: key('author_id'),
    /** Made by the window that sent it: a double click, or a repeated request, makes one message. */
    requestId: uuid('request_id'),
    /** Sent to Meta as `biz_opaque_callback_data`: delivery states name it even when the answer to the send was lost. */
    callbackId: uuid('callback_id'),
    /** `{ name, language, category, parameters }` of a template. */
    template: jsonb('template'),
    /** Own words of an automation: the template that goes out instead should the window be closed by then. `{ body, template }`. */
    fallback: jsonb('fallback'),
    /** The automation's run that wrote it. */
    runId: key('run_id'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at'),
    /** The number that it goes out from, kept by a trigger; null: it never stood in the outbox. */
    numberId: key('number_id'),
    /** When a worker took it; one that died leaves it so, and it becomes `unknown`. */
    claimedAt: instant('claimed_at'),
    acceptedAt: instant('accepted_at'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    readAt: instant('read_at'),
    failedAt: instant('failed_at'),
    /** `{ code, title }` as Meta told it. */
    error: jsonb('error'),
    isPlayed: boolean('is_played').notNull().default(false),
    /** Theirs: nobody of us has looked at it. */
    isUnread: boolean('is_unread').notNull().default(false),
    /** With it they asked for silence; ours: it was not taken because they had. Nothing up to then waits for an answer. */
    isSilence: boolean('is_silence').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({
      columns: [t.workspaceId, t.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }).onDelete('cascade'),
    uniqueIndex('messages_wamid').on(t.workspaceId, t.wamid).where(sql`wamid is not null`),
    uniqueIndex('messages_request').on(t.workspaceId, t.requestId).where(sql`request_id is not null`),
    uniqueIndex('messages_callback').on(t.workspaceId, t.callbackId).where(sql`callback_id is not null`),
    index('messages_conversation').on(t.workspaceId, t.conversationId, t.at, t.id),
    index('messages_contact').on(t.workspaceId, t.contactId, t.at, t.id).where(sql`contact_id is not null`),
    // By number: what cannot go out now is passed over whole.
    index('messages_outbox').on(t.numberId, t.nextTryAt, t.id).where(sql`state = 'queued'`),
    // What of a conversation has yet to go out, in its order.
    index('messages_pending')
      .on(t.workspaceId, t.conversationId, t.id)
      .where(sql`state in ('queued', 'sending')`),
    index('messages_unread').on(t.workspaceId, t.conversationId).where(sql`is_unread`),
    index('messages_silence').on(t.workspaceId, t.conversationId, t.at).where(sql`is_silence`),
    index('messages_claimed').on(t.claimedAt).where(sql`state = 'sending'`),
    index('messages_run').on(t.workspaceId, t.runId).where(sql`run_id is not null`),
    index('messages_unknown').on(t.workspaceId, t.id).where(sql`state = 'unknown'`),
  ],
);

/**
 * One emoji each side a message. Taken back: an empty one stays, so that the reaction itself, told later than its end, does not come back.
 */
export const messageReactions = pgTable(
  'message_reactions',
  {
    workspaceId: key('workspace_id').notNull(),
    messageId: key('message_id').notNull(),
    direction: text('direction', { enum: MESSAGE_DIRECTIONS }).notNull(),
    emoji: text('emoji').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId, t.direction] }),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
  ],
);

/**
 * Messages from before their writer was a contact, whose conversation has gone to that contact since: whether each is an arrival, and so a touch,
 * has yet to be said.
 */
export const possibleArrivals = pgTable(
  'possible_arrivals',
  {
    workspaceId: key('workspace_id').notNull(),
    messageId: key('message_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId] }),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
  ],
);
