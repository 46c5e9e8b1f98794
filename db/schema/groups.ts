import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { contacts } from './contacts.ts';
import { workspaces } from './workspaces.ts';

/** A list of contacts made by hand. */
export const groups = pgTable(
  'groups',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    version: integer('version').notNull().default(1),
    createdBy: key('created_by'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Gone for people since then; it can be brought back, members and all, until the worker purges it. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('groups_name').on(t.workspaceId, t.nameKey).where(sql`deleted_at is null`),
  ],
);

export const groupMembers = pgTable(
  'group_members',
  {
    workspaceId: key('workspace_id').notNull(),
    groupId: key('group_id').notNull(),
    contactId: key('contact_id').notNull(),
    addedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.groupId, t.contactId] }),
    index('group_members_contact').on(t.workspaceId, t.contactId),
    foreignKey({
      columns: [t.workspaceId, t.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }).onDelete('cascade'),
  ],
);
