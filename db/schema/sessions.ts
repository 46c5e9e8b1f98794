import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, key } from './columns.ts';
import { memberships } from './memberships.ts';
import { users } from './users.ts';

/** Signed-in browsers. Deleting a row ends its access at the next request. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 (hex) of the opaque token that the browser's cookie holds. */
    tokenHash: text('token_hash').primaryKey(),
    userId: key('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    workspaceId: key('workspace_id').notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.userId],
      foreignColumns: [memberships.workspaceId, memberships.userId],
    }).onDelete('cascade'),
    index('sessions_user').on(t.userId),
    index('sessions_expires').on(t.expiresAt),
  ],
);

/** One row per attempt to sign in, so that guesses are limited across all processes. */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    id: key('id').primaryKey().generatedByDefaultAsIdentity(),
    /** SHA-256 of what is limited: an e-mail address or a network address. */
    subject: text('subject').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('sign_in_attempts_subject').on(t.subject, t.at), index('sign_in_attempts_at').on(t.at)],
);

/** The one-time token that lets the first visitor create the first admin. */
export const setupTokens = pgTable(
  'setup_tokens',
  {
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tokenHash] })],
);
