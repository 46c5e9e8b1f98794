import { and, eq } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { savedReports } from '#db/schema/saved-reports.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { holdMember } from '../hold.ts';
import { parseReportQuery, reportQueryParams } from '../reports/query.ts';
import { type SavedReport, savedReportColumns, toSavedReport, visibleSavedReports } from './list.ts';
import { SAVED_REPORTS_MAX } from './rules.ts';

/** The saved report, to be changed by whoever acts, until the transaction ends. @throws `not_found`, also for another member's own one; `forbidden`. */
export async function lockSavedReport(ctx: Ctx, id: number): Promise<SavedReport> {
  const [row] = await ctx.db
    .select(savedReportColumns)
    .from(savedReports)
    .where(and(visibleSavedReports(ctx), eq(savedReports.id, id)))
    .for('update');
  if (!row) throw notFound();
  if (row.isShared || row.ownerId !== actorId(ctx)) authorize(ctx, 'report.share');
  return toSavedReport(row);
}

/** @throws `invalid` (name: too_many_reports). */
export async function requireRoom(ctx: Ctx, ownerId: number): Promise<void> {
  await holdMember(ctx, ownerId);
  const own = and(eq(savedReports.workspaceId, ctx.workspace.id), eq(savedReports.ownerId, ownerId));
  const total = await ctx.db.$count(savedReports, own);
  if (total >= SAVED_REPORTS_MAX) throw invalidField('name', 'too_many_reports', { max: SAVED_REPORTS_MAX });
}

/** A report's query in its one spelling: presets stay what they say, whenever it is opened. */
export function toReportQuery(query: string): string {
  return reportQueryParams(parseReportQuery(Object.fromEntries(new URLSearchParams(query)))).toString();
}

/** Turns the database's refusal of a second equal name into ours. */
export function explainSavedReportFailure(error: unknown): unknown {
  return violatesUnique(error, 'saved_reports_name') ? invalidField('name', 'name_taken') : error;
}
