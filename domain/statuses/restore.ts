import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { workspaceEvents } from '#db/schema/events.ts';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { lockAutoLead } from '../auto-lead/lock.ts';
import { unfollowStatus } from '../auto-lead/status-use.ts';
import { undoStatusMoves } from '../contacts/undo-status-moves.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { restoreInput } from './input.ts';
import { clearDefault, explainStatusFailure, lockStatuses } from './internal.ts';
import { type Status, statusColumns } from './list.ts';

const retirement = z.object({ isDefault: z.boolean() });

export type Restored = { status: Status; returnedTotal: number };

/**
 * Takes a retirement back: the status returns, and so do its contacts that nobody has moved since, and its place in Auto Lead.
 * @throws `invalid` (name: name_taken) when another status has taken the name meanwhile; `not_found`; `forbidden`.
 */
export async function restoreStatus(ctx: Ctx, input: unknown): Promise<Restored> {
  authorize(ctx, 'status.write');
  const { changeId } = parseInput(restoreInput, input);
  try {
    return await inTransaction(ctx, (tx) => restore(tx, changeId));
  } catch (error) {
    throw explainStatusFailure(error);
  }
}

async function restore(ctx: Ctx, changeId: string): Promise<Restored> {
  await lockAutoLead(ctx);
  await lockStatuses(ctx);
  const [event] = await ctx.db
    .select({ statusId: workspaceEvents.subjectId, before: workspaceEvents.before })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.kind, 'status.retired'),
      ),
    );
  if (!event) throw notFound();
  const { isDefault } = retirement.parse(event.before);
  if (isDefault) await clearDefault(ctx);
  const [status] = await ctx.db
    .update(statuses)
    .set({ retiredAt: null, isDefault, version: sql`${statuses.version} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(statuses.workspaceId, ctx.workspace.id),
        eq(statuses.id, event.statusId),
        isNotNull(statuses.retiredAt),
      ),
    )
    .returning(statusColumns);
  if (!status) throw notFound();
  const returnedTotal = await undoStatusMoves(ctx, { changeId });
  await unfollowStatus(ctx, { changeId });
  await recordWorkspaceEvent(ctx, {
    subject: 'status',
    subjectId: status.id,
    kind: 'status.restored',
    after: { name: status.name, isDefault, returnedTotal },
    changeId,
  });
  return { status, returnedTotal };
}
