import { z } from 'zod';
import { SHOWN_FIELDS_MAX } from '../fields/rules.ts';

/** Lists whose columns each person shows or hides. */
export const TABLES = ['statuses', 'origins', 'contacts', 'members'] as const;

const schema = z.object({
  hiddenColumns: z
    .partialRecord(z.enum(TABLES), z.array(z.string().max(40)).max(40))
    .catch({})
    .default({}),
  /** Columns that were put in an order by hand, from left to right. */
  columnOrder: z
    .partialRecord(z.enum(TABLES), z.array(z.string().max(40)).max(80))
    .catch({})
    .default({}),
  /** The view with which the list of contacts opens. */
  defaultViewId: z.int().positive().nullable().catch(null).default(null),
  collapsedStatuses: z.array(z.int().positive()).max(200).catch([]).default([]),
  /** Custom fields that the list of contacts shows as columns. */
  shownFields: z.array(z.int().positive()).max(SHOWN_FIELDS_MAX).catch([]).default([]),
  isCompact: z.boolean().catch(false).default(false),
  /** By which ways the weekly summary is told; null: as it is usual for the role. */
  weeklySummary: z
    .object({ notification: z.boolean(), email: z.boolean() })
    .nullable()
    .catch(null)
    .default(null),
});
export type Preferences = z.output<typeof schema>;

/** Reads what the database holds of a person's preferences; whatever is missing or broken becomes its default. */
export function parsePreferences(stored: unknown): Preferences {
  const result = schema.safeParse(stored ?? {});
  return result.success ? result.data : schema.parse({});
}
