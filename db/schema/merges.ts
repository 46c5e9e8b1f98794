import { sql } from 'drizzle-orm';
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** Two contacts that turned out to be one person. History stays under the id it happened to; whoever reads it asks here who that is by now. */
export const contactMerges = pgTable(
  'contact_merges',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    fromId: key('from_id').notNull(),
    intoId: key('into_id').notNull(),
    changeId: uuid('change_id').notNull(),
    /** The contact that went, whole: columns, identities, groups, custom fields. */
    taken: jsonb('taken').notNull(),
    /** What the other one had before, where the merge changed it. */
    before: jsonb('before').notNull(),
    mergedAt: instant('merged_at').notNull(),
    mergedBy: key('merged_by'),
    splitAt: instant('split_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('contact_merges_into').on(t.workspaceId, t.intoId),
    index('contact_merges_from').on(t.workspaceId, t.fromId),
  ],
);

/** Two contacts that may be one person, found by the worker. The one with the lower id comes first. */
export const duplicatePairs = pgTable(
  'duplicate_pairs',
  {
    workspaceId: key('workspace_id').notNull(),
    lowId: key('low_id').notNull(),
    highId: key('high_id').notNull(),
    /** A code under `duplicates.reasons` in the messages. */
    reason: text('reason').notNull(),
    /** From 0 to 1. */
    score: doublePrecision('score').notNull(),
    foundAt: instant('found_at').notNull(),
    /** Somebody said that they are two people. */
    dismissedAt: instant('dismissed_at'),
    dismissedBy: key('dismissed_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.lowId, t.highId] }),
    index('duplicate_pairs_high').on(t.workspaceId, t.highId),
    index('duplicate_pairs_score').on(t.workspaceId, t.score, t.lowId, t.highId),
    index('duplicate_pairs_reason')
      .on(t.workspaceId, t.reason, t.score, t.lowId, t.highId)
      .where(sql`dismissed_at is null`),
  ],
);

/** How far the search for duplicates has come in a workspace. */
export const duplicateScans = pgTable('duplicate_scans', {
  workspaceId: key('workspace_id')
    .primaryKey()
    .references(() => workspaces.id),
  /** Contacts of the events up to here have been compared with all others. */
  seenEventId: key('seen_event_id').notNull(),
  /** A comparison of everybody with everybody that is under way: which kind of likeness comes next. */
  passBlock: integer('pass_block'),
  passEventId: key('pass_event_id'),
  passBeganAt: instant('pass_began_at'),
  passedAt: instant('passed_at'),
});
