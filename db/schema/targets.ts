import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { TARGET_KINDS, TARGET_SPANS } from '../target-values.ts';
import { createdAt, key, updatedAt } from './columns.ts';
import { memberships } from './memberships.ts';
import { origins } from './origins.ts';
import { statuses } from './statuses.ts';
import { workspaces } from './workspaces.ts';

/** How many contacts shall come into a status, or arrive from an origin, each week or month. */
export const targets = pgTable(
  'targets',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    kind: text('kind', { enum: TARGET_KINDS }).notNull(),
    statusId: key('status_id'),
    originId: key('origin_id'),
    /** Whose contacts count; null: everybody's. */
    ownerId: key('owner_id'),
    span: text('span', { enum: TARGET_SPANS }).notNull(),
    amount: integer('amount').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('targets_same')
      .on(t.workspaceId, t.kind, t.statusId, t.originId, t.ownerId, t.span)
      .nullsNotDistinct(),
    check(
      'targets_of_one',
      sql`case ${t.kind} when 'status' then ${t.statusId} is not null and ${t.originId} is null
        else ${t.originId} is not null and ${t.statusId} is null end`,
    ),
    check('targets_amount', sql`${t.amount} > 0`),
    foreignKey({
      columns: [t.workspaceId, t.statusId],
      foreignColumns: [statuses.workspaceId, statuses.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);
