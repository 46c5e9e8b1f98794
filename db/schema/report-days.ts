import { bigint, date, index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { STALE_SUBJECTS } from '../values.ts';
import { instant, key } from './columns.ts';

/**
 * What reports counted of one day that is over, for somebody who sees all contacts: kept by a worker, so that a report of a year adds up 365 of these.
 * Right for as long as no mark in `report_stale` says otherwise.
 */
export const reportDays = pgTable(
  'report_days',
  {
    workspaceId: key('workspace_id').notNull(),
    /** What was counted, as `keptName` of `domain/reports/kept/read.ts` names it. */
    kind: text('kind').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** By whose clocks the day began: those of a workspace that moved are no longer right. */
    timeZone: text('time_zone').notNull(),
    /** A `Part` of `domain/reports/kept/part.ts`. */
    part: json('part').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.day] })],
);

/** What happened within an hour that is over, of a day that is not: counted as `report_days` counts a day, and dropped once the day is. */
export const reportHours = pgTable(
  'report_hours',
  {
    workspaceId: key('workspace_id').notNull(),
    kind: text('kind').notNull(),
    /** When it began: some whole hours after its day did. */
    start: instant('start').notNull(),
    timeZone: text('time_zone').notNull(),
    part: json('part').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.start] })],
);

/** Moments whose day must be counted anew: written by triggers in the transaction that changed something, taken away by the worker that counted. */
export const reportStale = pgTable(
  'report_stale',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: key('workspace_id').notNull(),
    /** `arrivals`: what became of who arrived then; `moves`: what moved then; `all_arrivals`, `all`: every day. */
    about: text('about', { enum: STALE_SUBJECTS }).notNull(),
    /** The quarter of an hour that it lies in: no day begins within one. */
    quarter: instant('quarter').notNull(),
  },
  (t) => [index('report_stale_quarter').on(t.workspaceId, t.about, t.quarter)],
);
