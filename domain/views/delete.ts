import { and, eq } from 'drizzle-orm';
import { views } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { viewInput } from './input.ts';
import { lockView } from './internal.ts';

/** Deletes a view; whose default it was sees all contacts again. @throws `not_found`; `forbidden`. */
export async function deleteView(ctx: Ctx, input: unknown): Promise<{ name: string }> {
  authorize(ctx, 'segment.write');
  const { id } = parseInput(viewInput, input);
  return inTransaction(ctx, async (tx) => {
    const { name, query, columns, isShared } = await lockView(tx, id);
    await tx.db.delete(views).where(and(eq(views.workspaceId, tx.workspace.id), eq(views.id, id)));
    await recordWorkspaceEvent(tx, {
      subject: 'view',
      subjectId: id,
      kind: 'view.deleted',
      before: { name, query, columns, isShared },
    });
    return { name };
  });
}
