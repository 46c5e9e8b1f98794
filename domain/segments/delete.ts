import { and, eq } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { segmentInput } from './input.ts';
import { lockSegment } from './internal.ts';

/** Deletes a segment; its contacts stay. What used it shows no contacts and says why. @throws `not_found`; `forbidden`. */
export async function deleteSegment(ctx: Ctx, input: unknown): Promise<{ name: string }> {
  authorize(ctx, 'segment.write');
  const { id } = parseInput(segmentInput, input);
  return inTransaction(ctx, async (tx) => {
    const { name, query, isShared } = await lockSegment(tx, id);
    await tx.db.delete(segments).where(and(eq(segments.workspaceId, tx.workspace.id), eq(segments.id, id)));
    await recordWorkspaceEvent(tx, {
      subject: 'segment',
      subjectId: id,
      kind: 'segment.deleted',
      before: { name, query, isShared },
    });
    return { name };
  });
}
