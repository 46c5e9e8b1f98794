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
import { BULK_OUTCOMES, BULK_REASONS, BULK_STATES } from '../values.ts';
import { createdAt, instant, key } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** One act on many contacts, worked off by the worker, and undone as one. */
export const bulkChanges = pgTable(
  'bulk_changes',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    state: text('state', { enum: BULK_STATES }).notNull(),
    /** What is done to each; parsed on reading. */
    change: jsonb('change').notNull(),
    /** Which contacts were meant, as the list's address; empty for hand-picked ones. */
    query: text('query').notNull(),
    firesAutomations: boolean('fires_automations').notNull().default(false),
    /** What it has not set off by then it never will. */
    automationsCancelledAt: instant('automations_cancelled_at'),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    counts: jsonb('counts'),
    failure: text('failure'),
    attempts: integer('attempts').notNull().default(0),
    /** Shared by the events of its contacts. */
    changeId: uuid('change_id').notNull(),
    undoChangeId: uuid('undo_change_id'),
    createdBy: key('created_by').notNull(),
    /** Made up by the window that asks, once for each dialog: asking twice is one act. */
    requestId: uuid('request_id').notNull().default(sql`gen_random_uuid()`),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    undoneBy: key('undone_by'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('bulk_changes_created').on(t.workspaceId, t.createdAt, t.id),
    uniqueIndex('bulk_changes_request').on(t.workspaceId, t.createdBy, t.requestId),
    index('bulk_changes_at_work').on(t.state).where(sql`state in ('queued', 'running', 'undoing')`),
  ],
);

/** The contacts that were meant when the act began: it does what its preview said, however long it takes. */
export const bulkTargets = pgTable(
  'bulk_targets',
  {
    workspaceId: key('workspace_id').notNull(),
    bulkId: key('bulk_id').notNull(),
    contactId: key('contact_id').notNull(),
    outcome: text('outcome', { enum: BULK_OUTCOMES }),
    /** Why it was skipped, or kept when the act was undone. */
    reason: text('reason', { enum: BULK_REASONS }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.bulkId, t.contactId] }),
    foreignKey({
      columns: [t.workspaceId, t.bulkId],
      foreignColumns: [bulkChanges.workspaceId, bulkChanges.id],
    }).onDelete('cascade'),
  ],
);
