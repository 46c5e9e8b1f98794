import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { savedReports } from '#db/schema/saved-reports.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { savedReportInput } from './input.ts';
import { lockSavedReport } from './internal.ts';

/** Deletes a saved report; `changeId` takes it back (`restoreSavedReport`). @throws `not_found`; `forbidden`. */
export async function deleteSavedReport(
  ctx: Ctx,
  input: unknown,
): Promise<{ name: string; changeId: string }> {
  authorize(ctx, 'report.save');
  const { id } = parseInput(savedReportInput, input);
  return inTransaction(ctx, async (tx) => {
    const { name, report, query, ownerId, isShared, version } = await lockSavedReport(tx, id);
    await tx.db
      .delete(savedReports)
      .where(and(eq(savedReports.workspaceId, tx.workspace.id), eq(savedReports.id, id)));
    const changeId = randomUUID();
    await recordWorkspaceEvent(tx, {
      subject: 'report',
      subjectId: id,
      kind: 'report.deleted',
      before: { name, report, query, ownerId, isShared, version },
      changeId,
    });
    return { name, changeId };
  });
}
