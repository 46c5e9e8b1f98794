import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, key } from './columns.ts';

/** What a person agreed to: for what, in which words, how we know, and whether they took it back. */
export const consents = pgTable(
  'consents',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    /** No foreign key: it comes back with a contact that is restored. */
    contactId: key('contact_id').notNull(),
    purpose: text('purpose').notNull(),
    wording: text('wording').notNull(),
    source: text('source').notNull(),
    givenAt: instant('given_at').notNull(),
    recordedBy: key('recorded_by'),
    revokedAt: instant('revoked_at'),
    revokedBy: key('revoked_by'),
    revocation: text('revocation'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('consents_contact').on(t.workspaceId, t.contactId, t.id),
    index('consents_purpose').on(t.workspaceId, t.purpose, t.contactId).where(sql`revoked_at is null`),
  ],
);
