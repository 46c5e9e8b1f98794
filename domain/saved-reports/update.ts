import { and, eq, sql } from 'drizzle-orm';
import { savedReports } from '#db/schema/saved-reports.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import { explainSavedReportFailure, lockSavedReport, toReportQuery } from './internal.ts';
import { type SavedReport, savedReportColumns, toSavedReport } from './list.ts';

/**
 * Changes name, report, period and filters, or sharing of a saved report that the person saw at `version`; what is left out stays.
 * @throws `stale` with `details: { current: SavedReport }`; `invalid` as `createSavedReport`; `not_found`; `forbidden`.
 */
export async function updateSavedReport(ctx: Ctx, input: unknown): Promise<SavedReport> {
  authorize(ctx, 'report.save');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => change(tx, facts));
  } catch (error) {
    throw explainSavedReportFailure(error);
  }
}

async function change(ctx: Ctx, facts: ReturnType<typeof updateInput.parse>): Promise<SavedReport> {
  const current = await lockSavedReport(ctx, facts.id);
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  const { name, report, query, isShared } = current;
  const before = { name, report, query, isShared };
  const after = {
    name: facts.name ?? name,
    report: facts.report ?? report,
    query: facts.query === undefined ? query : toReportQuery(facts.query),
    isShared: facts.isShared ?? isShared,
  };
  if (after.isShared && !isShared) authorize(ctx, 'report.share');
  if (JSON.stringify(before) === JSON.stringify(after)) return current;
  const [row] = await ctx.db
    .update(savedReports)
    .set({
      ...after,
      nameKey: nameKey(after.name),
      version: sql`${savedReports.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(savedReports.workspaceId, ctx.workspace.id), eq(savedReports.id, facts.id)))
    .returning(savedReportColumns);
  if (!row) throw new Error('a locked saved report is missing');
  await recordWorkspaceEvent(ctx, {
    subject: 'report',
    subjectId: row.id,
    kind: 'report.updated',
    before,
    after,
  });
  return toSavedReport(row);
}
