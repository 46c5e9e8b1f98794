import { boolean, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** A saved filter, in the one spelling that addresses use. */
export const segments = pgTable(
  'segments',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    query: text('query').notNull(),
    ownerId: key('owner_id').notNull(),
    isShared: boolean('is_shared').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('segments_name').on(t.workspaceId, t.ownerId, t.nameKey),
  ],
);

/** A way to look at the list: filter and order as an address, and the columns from left to right. */
export const views = pgTable(
  'views',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    query: text('query').notNull(),
    columns: jsonb('columns').notNull(),
    ownerId: key('owner_id').notNull(),
    isShared: boolean('is_shared').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('views_name').on(t.workspaceId, t.ownerId, t.nameKey),
  ],
);
