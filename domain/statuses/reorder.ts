import { and, eq, sql } from 'drizzle-orm';
import { statuses } from '#db/schema/statuses.ts';
import { reordered } from '#lib/reordered.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { reorderInput } from './input.ts';
import { lockStatuses } from './internal.ts';

/**
 * Puts a status before another one (`beforeId` null: at the end). Two people ordering at once both take effect, one after the other.
 * @throws `not_found` when either is gone, `forbidden`.
 */
export async function reorderStatuses(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'status.write');
  const { id, beforeId } = parseInput(reorderInput, input);
  await inTransaction(ctx, async (tx) => {
    const before = await lockStatuses(tx);
    const known = new Set(before.map((status) => status.id));
    if (!known.has(id) || (beforeId !== null && !known.has(beforeId))) throw notFound();
    const after = reordered(before, id, beforeId);
    const order = before.map((status) => status.id);
    if (after.every((statusId, index) => statusId === order[index])) return;
    for (const [index, statusId] of after.entries()) {
      await tx.db
        .update(statuses)
        .set({ position: index + 1, updatedAt: sql`now()` })
        .where(and(eq(statuses.workspaceId, tx.workspace.id), eq(statuses.id, statusId)));
    }
    await recordWorkspaceEvent(tx, {
      subject: 'status',
      subjectId: id,
      kind: 'status.reordered',
      before: { order },
      after: { order: after },
    });
  });
}
