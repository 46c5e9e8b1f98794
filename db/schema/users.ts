import { sql } from 'drizzle-orm';
import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { LOCALES, THEMES } from '../values.ts';
import { createdAt, instant, key } from './columns.ts';

/** A person who signs in. One user may belong to several workspaces. */
export const users = pgTable(
  'users',
  {
    id: key('id').primaryKey().generatedByDefaultAsIdentity(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id; empty for people who only sign in through OIDC. */
    passwordHash: text('password_hash'),
    locale: text('locale', { enum: LOCALES }),
    theme: text('theme', { enum: THEMES }).notNull().default('system'),
    createdAt: createdAt(),
    passwordChangedAt: instant('password_changed_at'),
  },
  (t) => [uniqueIndex('users_email').on(sql`lower(${t.email})`)],
);
