import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { NUMBER_STATES, TEMPLATE_CATEGORIES } from '../whatsapp-values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** Numbers of ours on WhatsApp. One that is disconnected stays: its conversations name it. */
export const whatsappNumbers = pgTable(
  'whatsapp_numbers',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull().default(''),
    /** Meta's id of the number: what a webhook says it is for. */
    phoneNumberId: text('phone_number_id').notNull(),
    /** Meta's id of the account that holds the number and its templates. */
    accountId: text('account_id').notNull(),
    /** E.164 digits without plus. */
    displayPhone: text('display_phone').notNull(),
    /** The access token as `lib/secret.ts` seals it. */
    token: text('token').notNull(),
    /** `stopped`: nothing is sent until somebody has looked; `stop_code` is Meta's error. */
    state: text('state', { enum: NUMBER_STATES }).notNull().default('connected'),
    stopCode: integer('stop_code'),
    stoppedAt: instant('stopped_at'),
    quality: text('quality'),
    verifiedName: text('verified_name'),
    /** Since when Meta describes the number to its token: what comes for it comes here. */
    provenAt: instant('proven_at'),
    /** When Meta last took our app among those that it tells of the account. */
    subscribedAt: instant('subscribed_at'),
    /** `{ code, message }` of why it did not, the last time. Code 0: it did not answer. */
    subscribeError: jsonb('subscribe_error'),
    lastWebhookAt: instant('last_webhook_at'),
    testedAt: instant('tested_at'),
    lastErrorAt: instant('last_error_at'),
    /** `{ code, message }` of the last call that Meta refused. */
    lastError: jsonb('last_error'),
    templatesSyncedAt: instant('templates_synced_at'),
    /** When Meta told of a template that is not among them; null: they are all that we have heard of. */
    templatesWantedAt: instant('templates_wanted_at'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    disconnectedAt: instant('disconnected_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('whatsapp_numbers_own')
      .on(t.workspaceId, t.phoneNumberId)
      .where(sql`disconnected_at is null`),
    // Over all workspaces: a webhook says the number alone. An id can be typed in by anybody.
    uniqueIndex('whatsapp_numbers_proven')
      .on(t.phoneNumberId)
      .where(sql`disconnected_at is null and proven_at is not null`),
    index('whatsapp_numbers_account').on(t.accountId),
  ],
);

/** The message templates of an account as Meta last told them. */
export const whatsappTemplates = pgTable(
  'whatsapp_templates',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    language: text('language').notNull(),
    /** Meta's word; only APPROVED ones can be sent. */
    status: text('status').notNull(),
    category: text('category', { enum: TEMPLATE_CATEGORIES }).notNull(),
    /** `positional` ({{1}}) or `named` ({{first_name}}). */
    parameterFormat: text('parameter_format', { enum: ['positional', 'named'] })
      .notNull()
      .default('positional'),
    components: jsonb('components').notNull(),
    quality: text('quality'),
    syncedAt: instant('synced_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.accountId, t.name, t.language] })],
);

/** How the workspace deals with WhatsApp; none: the defaults. */
export const whatsappSettings = pgTable('whatsapp_settings', {
  workspaceId: key('workspace_id')
    .primaryKey()
    .references(() => workspaces.id),
  /** Words by which a person asks for no more messages; null: the product's own list. */
  optOutWords: jsonb('opt_out_words').$type<string[]>(),
  /** Raw webhooks are deleted after so many days. */
  keepEventsDays: integer('keep_events_days').notNull().default(30),
  version: integer('version').notNull().default(1),
  updatedAt: updatedAt(),
});
