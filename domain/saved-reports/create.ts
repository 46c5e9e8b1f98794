import { savedReports } from '#db/schema/saved-reports.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createInput } from './input.ts';
import { explainSavedReportFailure, requireRoom, toReportQuery } from './internal.ts';
import { type SavedReport, savedReportColumns, toSavedReport } from './list.ts';

/**
 * Keeps a report with its period and filters under a name for the acting member, or with `isShared` for all.
 * @throws `invalid` (name: required, too_long, bad_characters, name_taken, too_many_reports; report, query: invalid); `forbidden`.
 */
export async function createSavedReport(ctx: Ctx, input: unknown): Promise<SavedReport> {
  authorize(ctx, 'report.save');
  const { query, ...facts } = parseInput(createInput, input);
  if (facts.isShared) authorize(ctx, 'report.share');
  try {
    return await inTransaction(ctx, (tx) => insert(tx, { ...facts, query: toReportQuery(query) }));
  } catch (error) {
    throw explainSavedReportFailure(error);
  }
}

async function insert(
  ctx: Ctx,
  facts: Pick<SavedReport, 'name' | 'report' | 'query' | 'isShared'>,
): Promise<SavedReport> {
  const ownerId = actorId(ctx);
  if (ownerId === null) throw forbidden();
  await requireRoom(ctx, ownerId);
  const [row] = await ctx.db
    .insert(savedReports)
    .values({ workspaceId: ctx.workspace.id, nameKey: nameKey(facts.name), ownerId, ...facts })
    .returning(savedReportColumns);
  if (!row) throw new Error('insert returned no saved report');
  await recordWorkspaceEvent(ctx, {
    subject: 'report',
    subjectId: row.id,
    kind: 'report.saved',
    after: facts,
  });
  return toSavedReport(row);
}
