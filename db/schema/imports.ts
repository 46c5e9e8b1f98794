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
import { CONTACT_TYPES, IMPORT_STATES, ROW_OUTCOMES } from '../values.ts';
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
    /** Of name, size and first bytes as the browser has them: how an upload cut short finds its beginning again. */
    fingerprint: text('fingerprint'),
    /** Its file's name on disk while there is one: random, never the client's. */
    upload: text('upload'),
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
    /** Asked to set automations off (`plan.runsAutomations`): what it has not set off by then it never will. */
    automationsCancelledAt: instant('automations_cancelled_at'),
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

/**
 * One row of a file as it stands there. Written once, by COPY, and never updated: what becomes of it stands in tables beside it. None of the
 * three has a foreign key: a million checks cost more than they tell, and `crm verify` looks for strays.
 */
export const importRows = pgTable(
  'import_rows',
  {
    workspaceId: key('workspace_id').notNull(),
    importId: key('import_id').notNull(),
    /** From 1, without gaps; the line in the file is `line`. */
    number: integer('number').notNull(),
    line: integer('line').notNull(),
    cells: text('cells').array().notNull(),
    /** Why the file's reader could not take it: a code under `imports.problems`. */
    problem: text('problem'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.importId, t.number] })],
);

/** What the check made of a row that may be written; empty cells are null. They go when the import has run. */
export const importFacts = pgTable(
  'import_facts',
  {
    workspaceId: key('workspace_id').notNull(),
    importId: key('import_id').notNull(),
    number: integer('number').notNull(),
    /** Our own id, as the file gives it. */
    contactRef: key('contact_ref'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    type: text('type', { enum: CONTACT_TYPES }),
    phone: text('phone'),
    /** The other spelling by which the same phone may be known. */
    phoneVariant: text('phone_variant'),
    email: text('email'),
    company: text('company'),
    website: text('website'),
    notes: text('notes'),
    isActive: boolean('is_active'),
    statusId: key('status_id'),
    originId: key('origin_id'),
    ownerId: key('owner_id'),
    /** Further identities `[{ kind, value, variant }]`, answers `{ fieldId: value }` and groups `[id]`. */
    extra: jsonb('extra'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.importId, t.number] })],
);

/** How a row ended. A row without one has not been reached yet. */
export const importOutcomes = pgTable(
  'import_outcomes',
  {
    workspaceId: key('workspace_id').notNull(),
    importId: key('import_id').notNull(),
    number: integer('number').notNull(),
    outcome: text('outcome', { enum: ROW_OUTCOMES }).notNull(),
    /** Which column was the reason, from 1, and a code under `imports.problems`. */
    column: integer('column_number'),
    reason: text('reason'),
    /** Of a duplicate: the row that it repeats. */
    sameAs: integer('same_as'),
    contactId: key('contact_id'),
    /** Of the contact as this row left it: who has another version by now was touched since. */
    contactVersion: integer('contact_version'),
    /** What an update changed: `{ facts: { name: [from, to] }, identities, answers, groups }`. */
    change: jsonb('change'),
    /** What undoing did: `gone`, `restored`, or a code under `imports.undo` that says why something stays. */
    undo: text('undo'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.number] }),
    index('import_outcomes_outcome').on(t.workspaceId, t.importId, t.outcome, t.number),
    index('import_outcomes_contact').on(t.workspaceId, t.contactId).where(sql`contact_id is not null`),
  ],
);

/** Parts of an import that have been written, each in one transaction with what it wrote. */
export const importBatches = pgTable(
  'import_batches',
  {
    workspaceId: key('workspace_id').notNull(),
    importId: key('import_id').notNull(),
    index: integer('batch_index').notNull(),
    created: integer('created').notNull(),
    updated: integer('updated').notNull(),
    unchanged: integer('unchanged').notNull(),
    duplicate: integer('duplicate').notNull(),
    rejected: integer('rejected').notNull(),
    doneAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.index] }),
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
