import { sql } from 'drizzle-orm';
import { bigint, timestamp } from 'drizzle-orm/pg-core';

/** A key that fits a JavaScript number; shown to people as it is. */
export const key = (name: string) => bigint(name, { mode: 'number' });

/** Milliseconds only, so that a keyset cursor (a JavaScript date) never skips a row. */
export const instant = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' });

export const createdAt = () => instant('created_at').notNull().default(sql`now()`);
export const updatedAt = () => instant('updated_at').notNull().default(sql`now()`);
