import { and, eq, sql } from 'drizzle-orm';
import { fields } from '#db/schema/fields.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { reorderInput } from './input.ts';
import { lockSet } from './internal.ts';
import { reordered } from './rules.ts';

/**
 * Puts a field before another one (`beforeId` null: at the end). Two people ordering at once both take effect, one after the other.
 * @throws `not_found` when either is gone, `forbidden`.
 */
export async function reorderFields(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'field.write');
  const { id, beforeId } = parseInput(reorderInput, input);
  await inTransaction(ctx, async (tx) => {
    const before = await lockSet(tx);
    const known = new Set(before.map((field) => field.id));
    if (!known.has(id) || (beforeId !== null && !known.has(beforeId))) throw notFound();
    const order = before.map((field) => field.id);
    const after = beforeId === id ? order : reordered(before, id, beforeId);
    if (after.every((fieldId, index) => fieldId === order[index])) return;
    for (const [index, fieldId] of after.entries()) {
      await tx.db
        .update(fields)
        .set({ position: index + 1, updatedAt: sql`now()` })
        .where(and(eq(fields.workspaceId, tx.workspace.id), eq(fields.id, fieldId)));
    }
    await recordWorkspaceEvent(tx, {
      subject: 'field',
      subjectId: id,
      kind: 'field.reordered',
      before: { order },
      after: { order: after },
    });
  });
}
