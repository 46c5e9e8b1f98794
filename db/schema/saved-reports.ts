import { boolean, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** A report under a name: which one, and its period and filters in the one spelling that addresses use. */
export const savedReports = pgTable(
  'saved_reports',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    report: text('report').notNull(),
    query: text('query').notNull(),
    ownerId: key('owner_id').notNull(),
    isShared: boolean('is_shared').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('saved_reports_name').on(t.workspaceId, t.ownerId, t.nameKey),
  ],
);
