import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

export const origins = pgTable(
  'origins',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    archivedAt: instant('archived_at'),
    /** Set while this origin stands merged into another. */
    mergedIntoId: key('merged_into_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('origins_name').on(t.workspaceId, t.nameKey).where(sql`merged_into_id is null`),
    foreignKey({ columns: [t.workspaceId, t.mergedIntoId], foreignColumns: [t.workspaceId, t.id] }),
  ],
);

/** Spellings that lead to an origin: the next import, link or webhook that uses one lands right. */
export const originAliases = pgTable(
  'origin_aliases',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    originId: key('origin_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    /** The merge that taught it, so that un-merging takes it back; empty for a rename. */
    mergeId: key('merge_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('origin_aliases_name').on(t.workspaceId, t.nameKey),
    index('origin_aliases_origin').on(t.workspaceId, t.originId),
    foreignKey({
      columns: [t.workspaceId, t.originId],
      foreignColumns: [origins.workspaceId, origins.id],
    }).onDelete('cascade'),
  ],
);

export const originMerges = pgTable(
  'origin_merges',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    fromId: key('from_id').notNull(),
    intoId: key('into_id').notNull(),
    /** Groups the contact events of this merge. */
    changeId: uuid('change_id').notNull(),
    mergedAt: instant('merged_at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('origin_merges_into').on(t.workspaceId, t.intoId),
    foreignKey({ columns: [t.workspaceId, t.fromId], foreignColumns: [origins.workspaceId, origins.id] }),
    foreignKey({ columns: [t.workspaceId, t.intoId], foreignColumns: [origins.workspaceId, origins.id] }),
  ],
);
