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
} from 'drizzle-orm/pg-core';
import { INBOX_KINDS, MISS_REASONS } from '../automation-values.ts';
import { CONTACT_EVENT_KINDS } from '../values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { segments } from './segments.ts';
import { workspaces } from './workspaces.ts';

/** What happens by itself. What it does stands in its versions; runs under way keep theirs. */
export const automations = pgTable(
  'automations',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    /** The newest version: what new runs do. */
    versionId: key('version_id'),
    isOn: boolean('is_on').notNull().default(false),
    /** What happened before was none of its business. */
    onSince: instant('on_since'),
    /** Up to which moment a trigger of time has been looked at. */
    clockSeenAt: instant('clock_seen_at'),
    lastRunAt: instant('last_run_at'),
    version: integer('version').notNull().default(1),
    createdBy: key('created_by'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('automations_name').on(t.workspaceId, t.nameKey).where(sql`deleted_at is null`),
    index('automations_on').on(t.workspaceId, t.id).where(sql`is_on`),
  ],
);

/** Never changed: editing an automation adds one. */
export const automationVersions = pgTable(
  'automation_versions',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    automationId: key('automation_id').notNull(),
    number: integer('number').notNull(),
    /** Trigger, conditions and steps, as `domain/automations/types.ts` says; parsed on reading. */
    definition: jsonb('definition').notNull(),
    createdBy: key('created_by'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('automation_versions_number').on(t.workspaceId, t.automationId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.automationId],
      foreignColumns: [automations.workspaceId, automations.id],
    }).onDelete('cascade'),
  ],
);

/** Which events some automation that is on listens to: a trigger on `contact_events` puts those into the inbox, in the event's own transaction. */
export const automationListeners = pgTable(
  'automation_listeners',
  {
    workspaceId: key('workspace_id').notNull(),
    eventKind: text('event_kind', { enum: CONTACT_EVENT_KINDS }).notNull(),
    automationId: key('automation_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.eventKind, t.automationId] }),
    foreignKey({
      columns: [t.workspaceId, t.automationId],
      foreignColumns: [automations.workspaceId, automations.id],
    }).onDelete('cascade'),
  ],
);

/** What has yet to be held against the automations; a row goes in the transaction that makes the runs. */
export const automationInbox = pgTable(
  'automation_inbox',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    what: text('what', { enum: INBOX_KINDS }).notNull(),
    /** `event:12`, or what makes a moment unique: one run of an automation for each. */
    source: text('source').notNull(),
    contactId: key('contact_id').notNull(),
    eventId: key('event_id'),
    /** Of a moment: whose. */
    automationId: key('automation_id'),
    messageId: key('message_id'),
    callId: key('call_id'),
    /** The run that did what happened. */
    causeRunId: key('cause_run_id'),
    /** The act on many, asked to set automations off. */
    bulkId: key('bulk_id'),
    importId: key('import_id'),
    facts: jsonb('facts'),
    at: instant('at').notNull().default(sql`now()`),
    dueAt: instant('due_at').notNull().default(sql`now()`),
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('automation_inbox_due').on(t.dueAt, t.id),
    index('automation_inbox_retry').on(t.dueAt, t.id).where(sql`attempts > 0`),
    index('automation_inbox_contact').on(t.workspaceId, t.contactId),
    // Those of one act follow one another at a distance: where the last one stands.
    index('automation_inbox_bulk').on(t.workspaceId, t.bulkId, t.dueAt).where(sql`bulk_id is not null`),
    index('automation_inbox_import').on(t.workspaceId, t.importId, t.dueAt).where(sql`import_id is not null`),
    index('automation_inbox_cause').on(t.workspaceId, t.causeRunId).where(sql`cause_run_id is not null`),
  ],
);

/** What fitted a trigger and started nothing, and why; kept for 30 days. */
export const automationMisses = pgTable(
  'automation_misses',
  {
    workspaceId: key('workspace_id').notNull(),
    automationId: key('automation_id').notNull(),
    source: text('source').notNull(),
    versionId: key('version_id').notNull(),
    contactId: key('contact_id').notNull(),
    eventId: key('event_id'),
    reason: text('reason', { enum: MISS_REASONS }).notNull(),
    /** Which conditions failed, as the filter spells them; the run that came before; … */
    detail: jsonb('detail'),
    at: instant('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.automationId, t.source] }),
    index('automation_misses_contact').on(t.workspaceId, t.contactId, t.at),
    index('automation_misses_newest').on(t.workspaceId, t.automationId, t.at, t.source),
    index('automation_misses_at').on(t.at),
    // How much of an act on many started nothing is asked by its events.
    index('automation_misses_event').on(t.workspaceId, t.eventId).where(sql`event_id is not null`),
    foreignKey({
      columns: [t.workspaceId, t.automationId],
      foreignColumns: [automations.workspaceId, automations.id],
    }).onDelete('cascade'),
  ],
);

/** The segments that automations which are on look at. */
export const watchedSegments = pgTable(
  'watched_segments',
  {
    workspaceId: key('workspace_id').notNull(),
    segmentId: key('segment_id').notNull(),
    /** What its filter came to when it was looked at last; null: nobody has looked yet. */
    seen: jsonb('seen'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentId] }),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }).onDelete('cascade'),
  ],
);

/** Who was in a watched segment when it was looked at last. */
export const segmentWatch = pgTable(
  'segment_watch',
  {
    workspaceId: key('workspace_id').notNull(),
    segmentId: key('segment_id').notNull(),
    contactId: key('contact_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.segmentId, t.contactId] }),
    index('segment_watch_contact').on(t.workspaceId, t.contactId),
    foreignKey({
      columns: [t.workspaceId, t.segmentId],
      foreignColumns: [segments.workspaceId, segments.id],
    }).onDelete('cascade'),
  ],
);

/** Whose turn it was last at a step that gives contacts out. */
export const automationTurns = pgTable(
  'automation_turns',
  {
    workspaceId: key('workspace_id').notNull(),
    automationId: key('automation_id').notNull(),
    stepKey: text('step_key').notNull(),
    lastOwnerId: key('last_owner_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.automationId, t.stepKey] }),
    foreignKey({
      columns: [t.workspaceId, t.automationId],
      foreignColumns: [automations.workspaceId, automations.id],
    }).onDelete('cascade'),
  ],
);

export const automationSettings = pgTable('automation_settings', {
  workspaceId: key('workspace_id')
    .primaryKey()
    .references(() => workspaces.id),
  /** Signs the calls of webhook steps; sealed as tokens of numbers are. */
  webhookSecret: text('webhook_secret').notNull(),
  /** The one before, which signs beside it until then: receivers are changed one by one. */
  earlierSecret: text('earlier_secret'),
  earlierUntil: instant('earlier_until'),
  createdAt: createdAt(),
});
