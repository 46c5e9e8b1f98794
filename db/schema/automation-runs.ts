import { sql } from 'drizzle-orm';
import {
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
import {
  CALL_KINDS,
  CALL_STATES,
  RUN_REASONS,
  RUN_STATES,
  RUN_STEP_STATES,
  RUN_WAITS,
  STEP_KINDS,
} from '../automation-values.ts';
import { automations, automationVersions } from './automations.ts';
import { createdAt, instant, key } from './columns.ts';

/** What one automation does because of one event: at most one of each. */
export const automationRuns = pgTable(
  'automation_runs',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    automationId: key('automation_id').notNull(),
    versionId: key('version_id').notNull(),
    contactId: key('contact_id').notNull(),
    /** As in `automation_inbox`; started again by hand: with a number after it. */
    source: text('source').notNull(),
    eventId: key('event_id'),
    causeRunId: key('cause_run_id'),
    bulkId: key('bulk_id'),
    importId: key('import_id'),
    /** How many runs led to this one. */
    hops: integer('hops').notNull().default(0),
    state: text('state', { enum: RUN_STATES }).notNull().default('running'),
    reason: text('reason', { enum: RUN_REASONS }),
    /** The key of the step that comes next; null: none, or the first one while it has not begun. */
    nextStep: text('next_step'),
    /** How many steps stand in its trail. */
    stepTotal: integer('step_total').notNull().default(0),
    /** When it has to be looked at again. */
    wakeAt: instant('wake_at').notNull().default(sql`now()`),
    waitsFor: text('waits_for', { enum: RUN_WAITS }),
    /** The message, or call, whose outcome it waits for. */
    waitsId: key('waits_id'),
    /** Since when the last wait counts answers, and the first that came. */
    waitsSince: instant('waits_since'),
    answeredAt: instant('answered_at'),
    /** Tries of the next step that failed. */
    attempts: integer('attempts').notNull().default(0),
    /** `{ code, … }` of the last failure. */
    error: jsonb('error'),
    startedAt: instant('started_at').notNull().default(sql`now()`),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('automation_runs_source').on(t.workspaceId, t.automationId, t.source),
    index('automation_runs_due').on(t.wakeAt, t.id).where(sql`state in ('running', 'waiting')`),
    index('automation_runs_open')
      .on(t.workspaceId, t.automationId, t.wakeAt, t.id)
      .where(sql`state in ('running', 'waiting')`),
    index('automation_runs_newest').on(t.workspaceId, t.automationId, t.startedAt, t.id),
    index('automation_runs_state').on(t.workspaceId, t.automationId, t.state, t.startedAt, t.id),
    index('automation_runs_contact').on(t.workspaceId, t.contactId, t.automationId, t.startedAt),
    index('automation_runs_answer').on(t.workspaceId, t.contactId).where(sql`waits_for = 'answer'`),
    index('automation_runs_waits').on(t.workspaceId, t.waitsFor, t.waitsId).where(sql`waits_id is not null`),
    index('automation_runs_bulk').on(t.workspaceId, t.bulkId).where(sql`bulk_id is not null`),
    index('automation_runs_import').on(t.workspaceId, t.importId).where(sql`import_id is not null`),
    index('automation_runs_cause').on(t.workspaceId, t.causeRunId).where(sql`cause_run_id is not null`),
    foreignKey({
      columns: [t.workspaceId, t.automationId],
      foreignColumns: [automations.workspaceId, automations.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.versionId],
      foreignColumns: [automationVersions.workspaceId, automationVersions.id],
    }),
  ],
);

/** The trail of a run, written as its steps are done. */
export const automationRunSteps = pgTable(
  'automation_run_steps',
  {
    workspaceId: key('workspace_id').notNull(),
    runId: key('run_id').notNull(),
    place: integer('place').notNull(),
    stepKey: text('step_key').notNull(),
    kind: text('kind', { enum: STEP_KINDS }).notNull(),
    state: text('state', { enum: RUN_STEP_STATES }).notNull(),
    attempts: integer('attempts').notNull().default(1),
    /** What it was told to do, variables filled in. */
    input: jsonb('input'),
    /** What came of it: the message's id, the branch taken, the answer of a server … */
    output: jsonb('output'),
    error: jsonb('error'),
    startedAt: instant('started_at').notNull().default(sql`now()`),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.runId, t.place] }),
    foreignKey({
      columns: [t.workspaceId, t.runId],
      foreignColumns: [automationRuns.workspaceId, automationRuns.id],
    }).onDelete('cascade'),
  ],
);

/** What leaves for other servers: calls of webhook steps, and e-mails. */
export const outgoingCalls = pgTable(
  'outgoing_calls',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    kind: text('kind', { enum: CALL_KINDS }).notNull(),
    state: text('state', { enum: CALL_STATES }).notNull().default('queued'),
    contactId: key('contact_id'),
    runId: key('run_id'),
    /** The host and port of a webhook; empty for e-mails. */
    host: text('host').notNull().default(''),
    /** Asked for twice, it is one call; told to the other server with each try. */
    requestId: uuid('request_id').notNull(),
    /** `{ url, body }`, or `{ to, subject, text }`. */
    payload: jsonb('payload').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().default(sql`now()`),
    claimedAt: instant('claimed_at'),
    /** `{ status, body }` of the last answer, or `{ error }`. */
    answer: jsonb('answer'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('outgoing_calls_request').on(t.workspaceId, t.requestId),
    index('outgoing_calls_due').on(t.nextTryAt, t.id).where(sql`state in ('queued', 'calling')`),
    index('outgoing_calls_contact').on(t.workspaceId, t.contactId).where(sql`contact_id is not null`),
    index('outgoing_calls_finished').on(t.finishedAt).where(sql`finished_at is not null`),
  ],
);
