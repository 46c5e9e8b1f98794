import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { savedReports } from '#db/schema/saved-reports.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { REPORTS, type Report } from '../reports/query.ts';

/** A report under a name: which one, and its period and filters as an address query. */
export type SavedReport = {
  id: number;
  version: number;
  name: string;
  report: Report;
  query: string;
  ownerId: number;
  isShared: boolean;
};

export const savedReportColumns = {
  id: savedReports.id,
  version: savedReports.version,
  name: savedReports.name,
  report: savedReports.report,
  query: savedReports.query,
  ownerId: savedReports.ownerId,
  isShared: savedReports.isShared,
};

/** The saved reports that whoever acts may use, as a condition on `saved_reports`: their own and shared ones. */
export function visibleSavedReports(ctx: Ctx): SQL | undefined {
  return and(
    eq(savedReports.workspaceId, ctx.workspace.id),
    or(eq(savedReports.ownerId, actorId(ctx) ?? 0), eq(savedReports.isShared, true)),
  );
}

/** The acting member's own saved reports and those that are shared, by name. @throws `forbidden`. */
export async function listSavedReports(ctx: Ctx): Promise<SavedReport[]> {
  authorize(ctx, 'report.read');
  const rows = await ctx.db
    .select(savedReportColumns)
    .from(savedReports)
    .where(visibleSavedReports(ctx))
    .orderBy(sql`${savedReports.name} collate "pt-BR-x-icu"`, savedReports.id);
  return rows.map(toSavedReport);
}

/** What the database holds of one; a report that is no more opens the first one. */
export function toSavedReport({
  report,
  ...row
}: Omit<SavedReport, 'report'> & { report: string }): SavedReport {
  return { ...row, report: REPORTS.find((one) => one === report) ?? 'now' };
}
