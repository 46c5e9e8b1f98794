import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../authorize.ts';
import { requireVisible } from '../contacts/where.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { id, parseInput } from '../input.ts';

const pairInput = z.object({ lowId: id, highId: id });

/**
 * Says that two contacts are two people: they are not proposed again. Said already: nothing is written. `reopenDuplicate` takes it back.
 * @throws `not_found` when they were never proposed, or one is gone or may not be seen; `forbidden`.
 */
export async function dismissDuplicate(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'contact.merge');
  await settle(ctx, parseInput(pairInput, input), true);
}

/** Takes `dismissDuplicate` back. @throws as that does. */
export async function reopenDuplicate(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'contact.merge');
  await settle(ctx, parseInput(pairInput, input), false);
}

async function settle(
  ctx: Ctx,
  pair: { lowId: number; highId: number },
  isDismissed: boolean,
): Promise<void> {
  const [lowId, highId] = [Math.min(pair.lowId, pair.highId), Math.max(pair.lowId, pair.highId)];
  await inTransaction(ctx, async (tx) => {
    await requireVisible(tx, lowId);
    await requireVisible(tx, highId);
    const [before] = await tx.db.execute<{ isDismissed: boolean }>(sql`
      select dismissed_at is not null as "isDismissed" from duplicate_pairs
      where workspace_id = ${tx.workspace.id} and low_id = ${lowId} and high_id = ${highId} for update`);
    if (!before) throw notFound();
    if (before.isDismissed === isDismissed) return;
    await tx.db.execute(sql`
      update duplicate_pairs
      set dismissed_at = ${isDismissed ? sql`now()` : sql`null`}, dismissed_by = ${isDismissed ? actorId(tx) : null}::bigint
      where workspace_id = ${tx.workspace.id} and low_id = ${lowId} and high_id = ${highId}`);
    await recordWorkspaceEvent(tx, {
      subject: 'duplicate',
      subjectId: lowId,
      kind: isDismissed ? 'duplicates.dismissed' : 'duplicates.reopened',
      after: { lowId, highId },
    });
  });
}
