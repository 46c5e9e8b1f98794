import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { workspaceEvents } from '#db/schema/events.ts';
import { savedReports } from '#db/schema/saved-reports.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { restoreInput } from './input.ts';
import { explainSavedReportFailure, requireRoom } from './internal.ts';
import { type SavedReport, savedReportColumns, toSavedReport } from './list.ts';

/** What the deletion's event kept; what erasing a person took out of it does not come back. */
const deletedFacts = z.object({
  name: z.string(),
  report: z.string(),
  query: z.string(),
  ownerId: z.number(),
  isShared: z.boolean(),
  version: z.number(),
});

/**
 * Takes a deletion back: the saved report returns under its id, to whom it belonged.
 * @throws `invalid` (name: name_taken, too_many_reports); `not_found`, also for another member's own one; `forbidden`.
 */
export async function restoreSavedReport(ctx: Ctx, input: unknown): Promise<SavedReport> {
  authorize(ctx, 'report.save');
  const { changeId } = parseInput(restoreInput, input);
  try {
    return await inTransaction(ctx, (tx) => restore(tx, changeId));
  } catch (error) {
    throw explainSavedReportFailure(error);
  }
}

async function restore(ctx: Ctx, changeId: string): Promise<SavedReport> {
  const { id, version, ...facts } = await findDeletion(ctx, changeId);
  const isOwn = facts.ownerId === actorId(ctx);
  if (!isOwn && !facts.isShared) throw notFound();
  if (facts.isShared) authorize(ctx, 'report.share');
  await requireRoom(ctx, facts.ownerId);
  const [row] = await ctx.db
    .insert(savedReports)
    .values({
      workspaceId: ctx.workspace.id,
      id,
      nameKey: nameKey(facts.name),
      version: version + 1,
      ...facts,
    })
    .onConflictDoNothing({ target: [savedReports.workspaceId, savedReports.id] })
    .returning(savedReportColumns);
  // Already taken back, in this window or another.
  if (!row) throw notFound();
  const { name, report, query, isShared } = facts;
  await recordWorkspaceEvent(ctx, {
    subject: 'report',
    subjectId: id,
    kind: 'report.saved',
    after: { name, report, query, isShared, isRestored: true },
    changeId,
  });
  return toSavedReport(row);
}

async function findDeletion(ctx: Ctx, changeId: string) {
  const [event] = await ctx.db
    .select({ id: workspaceEvents.subjectId, before: workspaceEvents.before })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.kind, 'report.deleted'),
      ),
    );
  const facts = deletedFacts.safeParse(event?.before);
  if (!event || !facts.success) throw notFound();
  return { id: event.id, ...facts.data };
}
