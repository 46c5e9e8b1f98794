import { type SQL, sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { CONTACT_TYPES, IDENTITY_KINDS, IDENTITY_SOURCES } from '../values.ts';
import { createdAt, instant, key, updatedAt } from './columns.ts';
import { memberships } from './memberships.ts';
import { origins } from './origins.ts';
import { statuses } from './statuses.ts';

/** Text that sorts as Brazilians expect (É beside E). */
const sortedText = customType<{ data: string }>({ dataType: () => 'text collate "pt-BR-x-icu"' });

export const contacts = pgTable(
  'contacts',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull().default(''),
    name: sortedText('name')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`trim(first_name || ' ' || last_name)`),
    type: text('type', { enum: CONTACT_TYPES }).notNull().default('lead'),
    /** E.164 digits without the plus sign, as the person gave it: never rewritten. */
    phone: text('phone'),
    email: text('email'),
    company: text('company').notNull().default(''),
    website: text('website').notNull().default(''),
    notes: text('notes').notNull().default(''),
    isActive: boolean('is_active').notNull().default(true),
    ownerId: key('owner_id'),
    statusId: key('status_id').notNull(),
    originId: key('origin_id').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Last time anything happened with this person; the board's own order. */
    lastActivityAt: instant('last_activity_at').notNull().default(sql`now()`),
    statusSince: instant('status_since').notNull().default(sql`now()`),
    /** When this person last wrote to us. */
    lastMessageAt: instant('last_message_at'),
    /** Since when this person wants no messages; null: messages are welcome. */
    optedOutAt: instant('opted_out_at'),
    search: text('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`lower(f_unaccent(first_name || ' ' || last_name || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '') || ' ' || company))`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.statusId], foreignColumns: [statuses.workspaceId, statuses.id] }),
    foreignKey({ columns: [t.workspaceId, t.originId], foreignColumns: [origins.workspaceId, origins.id] }),
    foreignKey({
      columns: [t.workspaceId, t.ownerId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }),
    // The four orders of a pipeline column.
    index('contacts_status_activity').on(t.workspaceId, t.statusId, t.lastActivityAt, t.id),
    // With all that reports narrow by: who stands somewhere longer than usual is counted from the index alone.
    index('contacts_status_since').on(
      t.workspaceId,
      t.statusId,
      t.statusSince,
      t.id,
      t.isActive,
      t.ownerId,
      t.originId,
    ),
    index('contacts_status_created').on(t.workspaceId, t.statusId, t.createdAt, t.id),
    index('contacts_status_name').on(t.workspaceId, t.statusId, t.name, t.id),
    // The orders of the list.
    index('contacts_created').on(t.workspaceId, t.createdAt, t.id),
    index('contacts_activity').on(t.workspaceId, t.lastActivityAt, t.id),
    index('contacts_name').on(t.workspaceId, t.name, t.id),
    // With what reports ask besides of an origin's or a member's contacts.
    index('contacts_origin').on(t.workspaceId, t.originId, t.createdAt, t.id, t.isActive, t.ownerId),
    index('contacts_owner').on(t.workspaceId, t.ownerId, t.createdAt, t.id, t.isActive),
    index('contacts_last_message')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`last_message_at is not null`),
    index('contacts_opted_out').on(t.workspaceId, t.optedOutAt, t.id).where(sql`opted_out_at is not null`),
    index('contacts_notes')
      .using('gin', t.workspaceId, sql`lower(f_unaccent(notes)) gin_trgm_ops`)
      .where(sql`notes <> ''`),
    index('contacts_search').using('gin', t.workspaceId, t.search.op('gin_trgm_ops')),
  ],
);

/** Everything a person may be recognised by. The key is what makes one person one contact. */
export const contactIdentities = pgTable(
  'contact_identities',
  {
    workspaceId: key('workspace_id').notNull(),
    kind: text('kind', { enum: IDENTITY_KINDS }).notNull(),
    value: text('value').notNull(),
    contactId: key('contact_id').notNull(),
    source: text('source', { enum: IDENTITY_SOURCES }).notNull().default('form'),
    /** The import or message that brought it. */
    sourceId: key('source_id'),
    /** The member who wrote it. */
    addedBy: key('added_by'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.value] }),
    index('contact_identities_contact').on(t.workspaceId, t.contactId),
    foreignKey({
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }).onDelete('cascade'),
  ],
);

/** Deleted contacts, whole, until the worker purges them: what "undo" brings back. */
export const contactTrash = pgTable(
  'contact_trash',
  {
    workspaceId: key('workspace_id').notNull(),
    contactId: key('contact_id').notNull(),
    contact: jsonb('contact').notNull(),
    identities: jsonb('identities').notNull(),
    /** Ids of its groups, and the rows of its custom fields. */
    groups: jsonb('groups').notNull().default(sql`'[]'::jsonb`),
    fieldValues: jsonb('field_values').notNull().default(sql`'[]'::jsonb`),
    deletedAt: instant('deleted_at').notNull(),
    deletedBy: key('deleted_by'),
    ownerId: key('owner_id').generatedAlwaysAs((): SQL => sql`(contact ->> 'owner_id')::bigint`),
    /** As `contacts.search`; phones and e-mails are those of the identities, the main ones among them. */
    search: text('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`lower(f_unaccent(coalesce(contact ->> 'first_name', '') || ' ' || coalesce(contact ->> 'last_name', '') || ' ' || coalesce(contact ->> 'company', '') || ' ' || jsonb_path_query_array(identities, '$[*].value')::text))`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.contactId] }),
    index('contact_trash_deleted').on(t.deletedAt),
    index('contact_trash_newest').on(t.workspaceId, t.deletedAt, t.contactId),
    index('contact_trash_owner').on(t.workspaceId, t.ownerId, t.deletedAt, t.contactId),
    index('contact_trash_search').using('gin', t.workspaceId, t.search.op('gin_trgm_ops')),
  ],
);

/** Exact counts, kept by triggers. Owner 0 means nobody. */
export const contactTallies = pgTable(
  'contact_tallies',
  {
    workspaceId: key('workspace_id').notNull(),
    statusId: key('status_id').notNull(),
    originId: key('origin_id').notNull(),
    ownerId: key('owner_id').notNull(),
    type: text('type', { enum: CONTACT_TYPES }).notNull(),
    isActive: boolean('is_active').notNull(),
    total: integer('total').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.statusId, t.originId, t.ownerId, t.type, t.isActive] })],
);
