import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { STATUS_KINDS } from '../values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

export const statuses = pgTable(
  'statuses',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    /** What makes a name unique: without case, accents, extra spaces, look-alike letters. */
    nameKey: text('name_key').notNull(),
    colour: text('colour').notNull(),
    kind: text('kind', { enum: STATUS_KINDS }).notNull().default('open'),
    position: integer('position').notNull(),
    isDefault: boolean('is_default').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Deleted for people, kept for history: past periods still show it under its name. */
    retiredAt: instant('retired_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('statuses_name').on(t.workspaceId, t.nameKey).where(sql`retired_at is null`),
    uniqueIndex('statuses_default').on(t.workspaceId).where(sql`is_default`),
    check('statuses_colour', sql`${t.colour} ~ '^#[0-9a-f]{6}$'`),
    check('statuses_default_is_live', sql`not (${t.isDefault} and ${t.retiredAt} is not null)`),
  ],
);

/** How long contacts usually stay in a status; kept by the worker, read by the pipeline's summary. */
export const statusPaces = pgTable(
  'status_paces',
  {
    workspaceId: key('workspace_id').notNull(),
    statusId: key('status_id').notNull(),
    /** 90th percentile of past stays. */
    usualSeconds: integer('usual_seconds').notNull(),
    sampleSize: integer('sample_size').notNull(),
    computedAt: instant('computed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.statusId] }),
    foreignKey({
      columns: [t.workspaceId, t.statusId],
      foreignColumns: [statuses.workspaceId, statuses.id],
    }).onDelete('cascade'),
    index('status_paces_computed').on(t.computedAt),
  ],
);
