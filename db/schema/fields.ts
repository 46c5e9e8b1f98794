import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { FIELD_KINDS } from '../values.ts';
import { createdAt, key, updatedAt } from './columns.ts';
import { contacts } from './contacts.ts';
import { workspaces } from './workspaces.ts';

/** What a workspace wants to know about its contacts besides what every contact has. */
export const fields = pgTable(
  'fields',
  {
    workspaceId: key('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    kind: text('kind', { enum: FIELD_KINDS }).notNull(),
    position: integer('position').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('fields_name').on(t.workspaceId, t.nameKey),
  ],
);

/** The answers that a field of kind `choice` offers. */
export const fieldChoices = pgTable(
  'field_choices',
  {
    workspaceId: key('workspace_id').notNull(),
    id: key('id').notNull().generatedByDefaultAsIdentity(),
    fieldId: key('field_id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    position: integer('position').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('field_choices_name').on(t.workspaceId, t.fieldId, t.nameKey),
    unique('field_choices_field').on(t.workspaceId, t.fieldId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.fieldId],
      foreignColumns: [fields.workspaceId, fields.id],
    }).onDelete('cascade'),
  ],
);

/** One answer of one contact; the one column that its field's kind says is filled. No row: no answer. */
export const fieldValues = pgTable(
  'field_values',
  {
    workspaceId: key('workspace_id').notNull(),
    fieldId: key('field_id').notNull(),
    contactId: key('contact_id').notNull(),
    text: text('text'),
    number: numeric('number', { mode: 'number' }),
    date: date('date'),
    choiceId: key('choice_id'),
    yesNo: boolean('yes_no'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.contactId, t.fieldId] }),
    foreignKey({
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.fieldId],
      foreignColumns: [fields.workspaceId, fields.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.fieldId, t.choiceId],
      foreignColumns: [fieldChoices.workspaceId, fieldChoices.fieldId, fieldChoices.id],
    }),
    // Texts are compared without case and accents; the first letters are enough to find them, and keep the index small.
    index('field_values_text')
      .on(t.workspaceId, t.fieldId, sql`left(lower(f_unaccent(text)), 60)`, t.contactId)
      .where(sql`text is not null`),
    index('field_values_contains')
      .using('gin', t.workspaceId, t.fieldId, sql`lower(f_unaccent(text)) gin_trgm_ops`)
      .where(sql`text is not null`),
    index('field_values_number')
      .on(t.workspaceId, t.fieldId, t.number, t.contactId)
      .where(sql`number is not null`),
    index('field_values_date').on(t.workspaceId, t.fieldId, t.date, t.contactId).where(sql`date is not null`),
    index('field_values_choice')
      .on(t.workspaceId, t.fieldId, t.choiceId, t.contactId)
      .where(sql`choice_id is not null`),
    index('field_values_yes_no')
      .on(t.workspaceId, t.fieldId, t.yesNo, t.contactId)
      .where(sql`yes_no is not null`),
  ],
);
