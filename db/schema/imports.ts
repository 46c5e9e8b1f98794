import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { IMPORT_STATES, ROW_OUTCOMES } from '../values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { workspaces } from './workspaces.ts';

/** One file on its way to becoming contacts. */
export const imports = pgTable(
  'imports',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    fileName: text('file_name').notNull(),
    fileBytes: key('file_bytes').notNull(),
    receivedBytes: key('received_bytes').notNull().default(0),
    /** SHA-256 (hex) of the file: the same file twice is noticed. */
    fileHash: text('file_hash'),
    /** Kind, encoding, delimiter, sheets, header, first rows; parsed on reading. */
    file: jsonb('file').notNull().default(sql`'{}'::jsonb`),
    /** Which column becomes what, and everything else that the person chose. */
    plan: jsonb('plan').notNull().default(sql`'{}'::jsonb`),
    /** What the check found: how many rows of each outcome, problems by kind. */
    forecast: jsonb('forecast'),
    rowCount: integer('row_count').notNull().default(0),
    /** Rows worked off in the present state, for its progress bar. */
    rowsDone: integer('rows_done').notNull().default(0),
    counts: jsonb('counts'),
    /** A code under `imports.failures` in the messages. */
    failure: text('failure'),
    isCancelAsked: boolean('is_cancel_asked').notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    /** Shared by the events of its contacts. */
    changeId: uuid('change_id').notNull(),
    undoChangeId: uuid('undo_change_id'),
    createdBy: key('created_by').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Of the present state. */
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('imports_created').on(t.workspaceId, t.createdAt, t.id),
    index('imports_hash').on(t.workspaceId, t.fileHash),
    index('imports_at_work')
      .on(t.state)
      .where(sql`state in ('reading', 'checking', 'queued', 'running', 'undoing')`),
  ],
);

/** One row of a file: its cells as they stand there, what they mean, and what became of it. */
export const importRows = pgTable(
  'import_rows',
  {
    workspaceId: key('workspace_id').notNull(),
    importId: key('import_id').notNull(),
    /** The row's number, from 1; the line in the file is `line`. */
    number: integer('number').notNull(),
    line: integer('line').notNull(),
    cells: text('cells').array().notNull(),
    /** What the check made of the cells, ready to be written. */
    facts: jsonb('facts'),
    outcome: text('outcome', { enum: ROW_OUTCOMES }),
    /** Which column was the reason, and a code under `imports.problems`. */
    column: integer('column_number'),
    reason: text('reason'),
    contactId: key('contact_id'),
    /** Of the contact as this row left it: who has another version by now was touched since. */
    contactVersion: integer('contact_version'),
    /** What an update overwrote. */
    before: jsonb('before'),
    /** What undoing did: `gone`, `restored`, or a code that says why it stays. */
    undo: text('undo'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.number] }),
    index('import_rows_outcome').on(t.workspaceId, t.importId, t.outcome, t.number),
    index('import_rows_contact').on(t.workspaceId, t.contactId).where(sql`contact_id is not null`),
    foreignKey({
      columns: [t.workspaceId, t.importId],
      foreignColumns: [imports.workspaceId, imports.id],
    }).onDelete('cascade'),
  ],
);

/** Which column becomes what, kept by name for the next file of the same kind. */
export const importMappings = pgTable(
  'import_mappings',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    mapping: jsonb('mapping').notNull(),
    createdBy: key('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('import_mappings_name').on(t.workspaceId, t.nameKey),
  ],
);
