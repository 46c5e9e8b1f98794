import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { reapplications } from '#db/schema/auto-lead.ts';
import type { ReapplicationState } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden } from '../errors.ts';
import { wakeWorker } from '../jobs.ts';
import { spanOf } from './reapply-batch.ts';
import { workOnReapplication } from './reapply-work.ts';

export type Reapplied = { state: ReapplicationState; touchTotal: number; contactTotal: number };

/** After so long the worker goes on with what is left. */
const AT_ONCE_MS = 1_500;

/**
 * Applies the rules of today to past arrivals, as one act: each touch that they see otherwise is superseded by one with the same evidence, and a
 * contact's own origin follows where it still is what its first touch gave. Small ones are done when it returns; asked for again while one is under
 * way, it is that one. It cannot be taken back, but for setting the rules as they were and applying them again.
 * @throws `forbidden`.
 */
export async function reapplyRules(ctx: Ctx, _input: unknown): Promise<Reapplied> {
  authorize(ctx, 'auto_lead.manage');
  const createdBy = actorId(ctx);
  if (createdBy === null) throw forbidden();
  const id = await begin(ctx, createdBy);
  if (id === null) return { state: 'done', touchTotal: 0, contactTotal: 0 };
  const until = performance.now() + AT_ONCE_MS;
  let isMore = true;
  while (isMore && performance.now() < until) isMore = await workOnReapplication(ctx, id);
  if (isMore) await wakeWorker(ctx, 'reapply-rules');
  return stateOf(ctx, id);
}

/** Null: nobody ever came. */
function begin(ctx: Ctx, createdBy: number): Promise<number | null> {
  return inTransaction(ctx, async (tx) => {
    const span = await spanOf(tx);
    if (!span) return null;
    const { nextId, lastId } = span;
    const [begun] = await tx.db
      .insert(reapplications)
      .values({ workspaceId: tx.workspace.id, changeId: randomUUID(), nextId, lastId, createdBy })
      .onConflictDoNothing()
      .returning({ id: reapplications.id });
    if (begun) return begun.id;
    const isRunning = and(
      eq(reapplications.workspaceId, tx.workspace.id),
      eq(reapplications.state, 'running'),
    );
    const [other] = await tx.db.select({ id: reapplications.id }).from(reapplications).where(isRunning);
    return other?.id ?? null;
  });
}

async function stateOf(ctx: Ctx, id: number): Promise<Reapplied> {
  const [row] = await ctx.db
    .select({
      state: reapplications.state,
      touchTotal: reapplications.touchTotal,
      contactTotal: reapplications.contactTotal,
    })
    .from(reapplications)
    .where(and(eq(reapplications.workspaceId, ctx.workspace.id), eq(reapplications.id, id)));
  if (!row) throw new Error('the act is gone');
  return row;
}
