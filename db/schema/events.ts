import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS, CONTACT_EVENT_KINDS, SUBJECT_KINDS, WORKSPACE_EVENT_KINDS } from '../values.ts';
import { instant, key } from './columns.ts';

/**
 * What the audit log lists one by one: what happened to a contact alone. Of an act on many, the event about the act itself is listed, and its
 * contacts' are found by its `change_id`. Messages are read in their conversation.
 */
const IS_LISTED = sql`(change_id is null or kind in ('contact.merged', 'contact.split', 'contact.identity_moved', 'contact.erased')) and kind not in ('contact.message_received', 'contact.message_sent')`;

/**
 * Append-only: triggers refuse to change or delete a row, whoever asks (migration 0005). No foreign key to contacts: history outlives a deleted
 * contact.
 */
export const contactEvents = pgTable(
  'contact_events',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    contactId: key('contact_id').notNull(),
    kind: text('kind', { enum: CONTACT_EVENT_KINDS }).notNull(),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    actorId: key('actor_id'),
    at: instant('at').notNull().default(sql`now()`),
    before: jsonb('before'),
    after: jsonb('after'),
    /** Shared by the events of one act on many contacts (retiring a status, merging origins). */
    changeId: uuid('change_id'),
    /** The automation's run that did it: set for whatever a transaction of `automationCtx` writes. */
    runId: key('run_id').default(sql`nullif(current_setting('chat_bot.run', true), '')::bigint`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('contact_events_contact').on(t.workspaceId, t.contactId, t.id),
    // An import writes a million events: of these three, none takes part.
    index('contact_events_listed').on(t.workspaceId, t.at, t.id).where(IS_LISTED),
    index('contact_events_listed_kind').on(t.workspaceId, t.kind, t.at, t.id).where(IS_LISTED),
    index('contact_events_listed_actor')
      .on(t.workspaceId, t.actorKind, t.actorId, t.at, t.id)
      .where(IS_LISTED),
    index('contact_events_change').on(t.workspaceId, t.changeId, t.id).where(sql`change_id is not null`),
  ],
);

/** The same for everything that is not a contact: statuses, origins, members, the workspace. */
export const workspaceEvents = pgTable(
  'workspace_events',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    subjectKind: text('subject_kind', { enum: SUBJECT_KINDS }).notNull(),
    subjectId: key('subject_id').notNull(),
    kind: text('kind', { enum: WORKSPACE_EVENT_KINDS }).notNull(),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    actorId: key('actor_id'),
    at: instant('at').notNull().default(sql`now()`),
    before: jsonb('before'),
    after: jsonb('after'),
    changeId: uuid('change_id'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('workspace_events_subject').on(t.workspaceId, t.subjectKind, t.subjectId, t.id),
    index('workspace_events_at').on(t.workspaceId, t.at, t.id),
    index('workspace_events_change').on(t.workspaceId, t.changeId).where(sql`change_id is not null`),
  ],
);
