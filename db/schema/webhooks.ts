import { sql } from 'drizzle-orm';
import { customType, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { WEBHOOK_KINDS, WEBHOOK_OUTCOMES, WEBHOOK_REASONS } from '../whatsapp-values.ts';
import { instant, key } from './columns.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** What Meta posted, byte for byte, before anybody has looked at it. Belongs to no workspace yet. */
export const webhookPosts = pgTable(
  'webhook_posts',
  {
    id: key('id').primaryKey().generatedByDefaultAsIdentity(),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    body: bytes('body').notNull(),
    /** Null until it has been taken apart into `webhook_items`. */
    splitAt: instant('split_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Why it could not be taken apart; it is kept all the same. */
    problem: text('problem', { enum: WEBHOOK_REASONS }),
  },
  (t) => [
    index('webhook_posts_unsplit').on(t.id).where(sql`split_at is null`),
    index('webhook_posts_received').on(t.receivedAt),
  ],
);

/**
 * The single things that a post told: a message, a delivery state, an account's news; each by itself, so that one that fails stops no other.
 * Workspace 0: of no workspace that is known (a number or an account that nobody has connected).
 */
export const webhookItems = pgTable(
  'webhook_items',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    postId: key('post_id').notNull(),
    /** Its place in the post, from 0: taking a post apart twice makes no item twice. */
    place: integer('place').notNull(),
    kind: text('kind', { enum: WEBHOOK_KINDS }).notNull(),
    /** Meta's id of the number, where the change names one. */
    phoneNumberId: text('phone_number_id'),
    accountId: text('account_id'),
    /** The message id it is about, where it has one. */
    wamid: text('wamid'),
    /**
     * The item with its metadata and contact as JSON text: jsonb refuses NUL characters, which people do send. Null: of a person who was erased.
     */
    payload: text('payload'),
    receivedAt: instant('received_at').notNull(),
    /** Null: still to do. */
    outcome: text('outcome', { enum: WEBHOOK_OUTCOMES }),
    /** A code of `WEBHOOK_REASONS`; null where there is nothing to explain. */
    reason: text('reason', { enum: WEBHOOK_REASONS }),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().default(sql`now()`),
    processedAt: instant('processed_at'),
    /** While it is `waiting`: the message (`message:…`) or the person (`phone:…`, `user:…`) that it is about and that has not come yet. */
    waitsFor: text('waits_for'),
    contactId: key('contact_id'),
    messageId: key('message_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('webhook_items_place').on(t.postId, t.place),
    index('webhook_items_open').on(t.nextTryAt, t.id).where(sql`outcome is null`),
    index('webhook_items_newest').on(t.workspaceId, t.receivedAt, t.id),
    index('webhook_items_left')
      .on(t.workspaceId, t.receivedAt, t.id)
      .where(sql`outcome is null or outcome in ('waiting', 'ignored', 'failed')`),
    // Filters that few fit among many.
    index('webhook_items_rare')
      .on(t.workspaceId, t.kind, t.receivedAt, t.id)
      .where(sql`kind not in ('message', 'status')`),
    index('webhook_items_repeated').on(t.workspaceId, t.receivedAt, t.id).where(sql`outcome = 'duplicate'`),
    index('webhook_items_failed').on(t.workspaceId, t.receivedAt, t.id).where(sql`outcome = 'failed'`),
    index('webhook_items_number').on(t.workspaceId, t.phoneNumberId, t.receivedAt, t.id),
    index('webhook_items_wamid').on(t.workspaceId, t.wamid).where(sql`wamid is not null`),
    index('webhook_items_waiting').on(t.workspaceId, t.waitsFor).where(sql`outcome = 'waiting'`),
    index('webhook_items_unrouted').on(t.phoneNumberId).where(sql`workspace_id = 0`),
    index('webhook_items_received').on(t.receivedAt),
    index('webhook_items_contact').on(t.workspaceId, t.contactId).where(sql`contact_id is not null`),
  ],
);
