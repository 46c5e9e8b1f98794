import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { ROLES } from '../values.ts';
import { createdAt, instant, key } from './columns.ts';
import { users } from './users.ts';
import { workspaces } from './workspaces.ts';

export const memberships = pgTable(
  'memberships',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    userId: key('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ROLES }).notNull(),
    /** Visible columns, collapsed pipeline columns and the like; parsed on reading. */
    preferences: jsonb('preferences').notNull().default(sql`'{}'::jsonb`),
    deactivatedAt: instant('deactivated_at'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index('memberships_user').on(t.userId)],
);
