import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { NOTIFICATION_KINDS } from '../automation-values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { memberships } from './memberships.ts';

/** What a member is told of in the product. */
export const notifications = pgTable(
  'notifications',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    userId: key('user_id').notNull(),
    kind: text('kind', { enum: NOTIFICATION_KINDS }).notNull(),
    /** What there is to read, variables filled in; empty where the kind says it all. */
    body: text('body').notNull().default(''),
    contactId: key('contact_id'),
    automationId: key('automation_id'),
    runId: key('run_id'),
    taskId: key('task_id'),
    /** Told of once: a step that is tried again tells nobody twice. */
    source: text('source').notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('notifications_source').on(t.workspaceId, t.userId, t.source),
    index('notifications_newest').on(t.workspaceId, t.userId, t.createdAt, t.id),
    index('notifications_unread').on(t.workspaceId, t.userId).where(sql`read_at is null`),
    index('notifications_contact').on(t.workspaceId, t.contactId).where(sql`contact_id is not null`),
    index('notifications_created').on(t.createdAt),
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** What somebody has to do for a contact. No foreign key to contacts: it comes back with a contact that is restored. */
export const tasks = pgTable(
  'tasks',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    contactId: key('contact_id').notNull(),
    title: text('title').notNull(),
    dueAt: instant('due_at'),
    /** Null: whoever owns the contact. */
    ownerId: key('owner_id'),
    /** `owner_id`, or else the owner of the contact, kept true by a trigger: whose list it stands in. */
    personId: key('person_id'),
    doneAt: instant('done_at'),
    doneBy: key('done_by'),
    /** When its person was told that it is due. */
    toldAt: instant('told_at'),
    runId: key('run_id'),
    createdBy: key('created_by'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('tasks_contact').on(t.workspaceId, t.contactId, t.dueAt),
    index('tasks_owner').on(t.workspaceId, t.ownerId).where(sql`done_at is null`),
    index('tasks_person').on(t.workspaceId, t.personId, t.dueAt, t.id).where(sql`done_at is null`),
    index('tasks_open').on(t.workspaceId, t.dueAt, t.id).where(sql`done_at is null`),
    index('tasks_done').on(t.workspaceId, t.doneAt, t.id).where(sql`done_at is not null`),
    index('tasks_person_done').on(t.workspaceId, t.personId, t.doneAt, t.id).where(sql`done_at is not null`),
    index('tasks_due').on(t.dueAt).where(sql`done_at is null and told_at is null and due_at is not null`),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);
