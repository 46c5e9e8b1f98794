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
import {
  ASSIGNMENTS,
  QUEUE_REASONS,
  REAPPLICATION_STATES,
  REOPENINGS,
  RULE_KINDS,
  TOUCH_KINDS,
} from '../whatsapp-values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { memberships } from './memberships.ts';
import { origins } from './origins.ts';
import { statuses } from './statuses.ts';
import { whatsappNumbers } from './whatsapp.ts';
import { workspaces } from './workspaces.ts';

/** How messages become leads. None: off. */
export const autoLeads = pgTable(
  'auto_leads',
  {
    workspaceId: key('workspace_id')
      .primaryKey()
      .references(() => workspaces.id),
    isOn: boolean('is_on').notNull().default(false),
    /** Null: the workspace's default status. */
    statusId: key('status_id'),
    /** Null while it is off: where no rule says better, a lead comes from here. */
    originId: key('origin_id'),
    assignment: text('assignment', { enum: ASSIGNMENTS }).notNull().default('nobody'),
    personId: key('person_id'),
    /** Who takes turns; empty: every active member of sales. */
    memberIds: jsonb('member_ids').$type<number[]>().notNull().default(sql`'[]'::jsonb`),
    /** Open leads a person should have at most; null: no limit. */
    openLimit: integer('open_limit'),
    /** Whose turn it was last. */
    lastOwnerId: key('last_owner_id'),
    /** `{ mon: [["09:00", "18:00"]], … }` in the workspace's time zone; null: always. */
    workingHours: jsonb('working_hours').$type<Record<string, [string, string][]>>(),
    reopening: text('reopening', { enum: REOPENINGS }).notNull().default('lost'),
    /** Null: as `status_id`. */
    reopenStatusId: key('reopen_status_id'),
    /** Whether an inactive contact who writes is active again. */
    reactivates: boolean('reactivates').notNull().default(true),
    version: integer('version').notNull().default(1),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({ columns: [t.workspaceId, t.statusId], foreignColumns: [statuses.workspaceId, statuses.id] }),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
    foreignKey({
      columns: [t.workspaceId, t.reopenStatusId],
      foreignColumns: [statuses.workspaceId, statuses.id],
    }),
    foreignKey({
      columns: [t.workspaceId, t.personId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
  ],
);

/** What tells the true origin of an arrival; the first that fits wins. */
export const originRules = pgTable(
  'origin_rules',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    position: integer('position').notNull(),
    kind: text('kind', { enum: RULE_KINDS }).notNull(),
    /** As `domain/auto-lead/rules.ts` reads it for the kind. */
    condition: jsonb('condition').notNull().default(sql`'{}'::jsonb`),
    /** Null for `link` and `alias`, which bring their own. */
    originId: key('origin_id'),
    isOn: boolean('is_on').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('origin_rules_position').on(t.workspaceId, t.position),
    index('origin_rules_origin').on(t.workspaceId, t.originId),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
  ],
);

/** wa.me links of ours: a short code in the prefilled text says which one somebody followed. */
export const trackedLinks = pgTable(
  'tracked_links',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    originId: key('origin_id').notNull(),
    numberId: key('number_id').notNull(),
    /** The prefilled text without the code. */
    greeting: text('greeting').notNull().default(''),
    version: integer('version').notNull().default(1),
    createdBy: key('created_by'),
    createdAt: createdAt(),
    archivedAt: instant('archived_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tracked_links_code').on(t.workspaceId, t.code),
    index('tracked_links_origin').on(t.workspaceId, t.originId),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
    foreignKey({
      columns: [t.workspaceId, t.numberId],
      foreignColumns: [whatsappNumbers.workspaceId, whatsappNumbers.id],
    }),
  ],
);

/**
 * One piece of evidence of where a contact came from. Append-only: a rule applied again adds a touch that supersedes the old one, with the
 * same evidence and time.
 */
export const touches = pgTable(
  'touches',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    contactId: key('contact_id').notNull(),
    kind: text('kind', { enum: TOUCH_KINDS }).notNull(),
    originId: key('origin_id').notNull(),
    ruleId: key('rule_id'),
    linkId: key('link_id'),
    messageId: key('message_id'),
    /** The `Arrival` it was decided from (`domain/auto-lead/arrival.ts`); null: of a person who was erased. */
    evidence: jsonb('evidence').default(sql`'{}'::jsonb`),
    /** When the person arrived. */
    at: instant('at').notNull(),
    supersedesId: key('supersedes_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('touches_contact').on(t.workspaceId, t.contactId, t.at, t.id),
    index('touches_at').on(t.workspaceId, t.at, t.id),
    index('touches_origin').on(t.workspaceId, t.originId, t.at),
    // With the contact and the touch: arrivals and people of a link are counted from the index alone.
    index('touches_link').on(t.workspaceId, t.linkId, t.contactId, t.id).where(sql`link_id is not null`),
    uniqueIndex('touches_message')
      .on(t.workspaceId, t.messageId)
      .where(sql`message_id is not null and supersedes_id is null`),
    uniqueIndex('touches_supersedes').on(t.workspaceId, t.supersedesId).where(sql`supersedes_id is not null`),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
  ],
);

/** Leads that wait for an owner, the oldest first. */
export const leadQueue = pgTable(
  'lead_queue',
  {
    workspaceId: key('workspace_id').notNull(),
    contactId: key('contact_id').notNull(),
    reason: text('reason', { enum: QUEUE_REASONS }).notNull(),
    since: instant('since').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.contactId] }),
    index('lead_queue_since').on(t.workspaceId, t.since, t.contactId),
  ],
);

/** The rules applied to past touches anew, as one act: the worker goes from `next_id` to `last_id`, batch by batch. */
export const reapplications = pgTable(
  'reapplications',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    state: text('state', { enum: REAPPLICATION_STATES }).notNull().default('running'),
    /** Shared by the events of the contacts whose origin followed. */
    changeId: uuid('change_id').notNull(),
    nextId: key('next_id').notNull(),
    lastId: key('last_id').notNull(),
    touchTotal: integer('touch_total').notNull().default(0),
    contactTotal: integer('contact_total').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    createdBy: key('created_by').notNull(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // One at a time.
    uniqueIndex('reapplications_running').on(t.workspaceId).where(sql`state = 'running'`),
    index('reapplications_change').on(t.workspaceId, t.changeId),
  ],
);
