import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { statuses } from './statuses.ts';

/**
 * When each contact stood in which status: the history's events as intervals, kept by a trigger on `contact_events` (migration 0018). Like history, a
 * stay is under the id it happened to and outlives its contact.
 */
export const statusStays = pgTable(
  'status_stays',
  {
    workspaceId: key('workspace_id').notNull(),
    contactId: key('contact_id').notNull(),
    /** The event that began it. */
    eventId: key('event_id').notNull(),
    statusId: key('status_id').notNull(),
    /** Where the contact came from; null: it arrived, or came back from the trash or out of a merge. */
    fromStatusId: key('from_status_id'),
    since: instant('since').notNull(),
    /** Null: it lasts. */
    until: instant('until'),
    /** Whether this contact had never stood there before. */
    isFirst: boolean('is_first').notNull(),
    /** The member who moved it; null: nobody, or one of the product's own ways of writing. */
    movedBy: key('moved_by'),
    /** When the contact came to be. */
    arrivedAt: instant('arrived_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.contactId, t.eventId] }),
    // A cohort: what became of those who arrived in a period.
    index('status_stays_arrived')
      .on(t.workspaceId, t.arrivedAt, t.contactId, t.statusId, t.since)
      .where(sql`is_first`),
    // Who came into a status in a period, and the board at a moment: the newest first.
    index('status_stays_status').on(t.workspaceId, t.statusId, t.since, t.contactId, t.until),
    // Moves of a period.
    index('status_stays_since').on(
      t.workspaceId,
      t.since,
      t.statusId,
      t.fromStatusId,
      t.movedBy,
      t.contactId,
    ),
    // Stays that ended in a period, with their length.
    index('status_stays_until')
      .on(t.workspaceId, t.statusId, t.until, t.since, t.contactId)
      .where(sql`until is not null`),
  ],
);

/**
 * How many contacts stood in each status when a day of UTC ended, for every day since the first stay: kept by the worker, so that any moment is counted
 * from the day before it. A status has a row, perhaps of none, for each day from its first on.
 */
export const statusDays = pgTable(
  'status_days',
  {
    workspaceId: key('workspace_id').notNull(),
    day: date('day').notNull(),
    statusId: key('status_id').notNull(),
    total: integer('total').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.day, t.statusId] }),
    foreignKey({
      columns: [t.workspaceId, t.statusId],
      foreignColumns: [statuses.workspaceId, statuses.id],
    }).onDelete('cascade'),
  ],
);

/** Stays written so late that a day may have been counted without them: from `since` on, days are not to be believed before they are counted again. */
export const statusDayMarks = pgTable(
  'status_day_marks',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    since: instant('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** Contacts that have left the list at some time (those that came back too), so that those of a past day who are gone are found without reading all. */
export const contactsGone = pgTable(
  'contacts_gone',
  {
    workspaceId: key('workspace_id').notNull(),
    contactId: key('contact_id').notNull(),
    cameAt: instant('came_at').notNull(),
    goneAt: instant('gone_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.contactId] }),
    index('contacts_gone_at').on(t.workspaceId, t.goneAt, t.cameAt, t.contactId),
  ],
);
