import { doublePrecision, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';

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
  ],
);
