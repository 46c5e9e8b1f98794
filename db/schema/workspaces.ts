import { boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { LOCALES, SALES_SCOPES } from '../values.ts';
import { createdAt, key } from './columns.ts';

export const workspaces = pgTable('workspaces', {
  id: key('id').primaryKey().generatedByDefaultAsIdentity(),
  name: text('name').notNull(),
  locale: text('locale', { enum: LOCALES }).notNull().default('pt-BR'),
  /** ISO 3166-1 alpha-2: how a phone typed without a country is read. */
  country: text('country').notNull().default('BR'),
  timeZone: text('time_zone').notNull().default('America/Sao_Paulo'),
  salesScope: text('sales_scope', { enum: SALES_SCOPES }).notNull().default('all'),
  isDemo: boolean('is_demo').notNull().default(false),
  createdAt: createdAt(),
});
