import { date, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { createdAt, key } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** The weeks, by their Monday, whose summary was told: once each, however many workers there are. */
export const weeklySummaries = pgTable(
  'weekly_summaries',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    week: date('week', { mode: 'string' }).notNull(),
    /** How many members were told; none where nothing happened. */
    told: integer('told').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.week] })],
);
