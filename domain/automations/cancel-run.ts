import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { stopRuns } from './end-runs.ts';
import { lockRun } from './find-run.ts';
import { runInput } from './run-input.ts';

/**
 * Ends a run under way, or one that would go on once it is known what became of its message: what it has done stays, what has not gone out is taken back.
 * One that is over stays as it is.
 * @throws `not_found`; `forbidden`.
 */
export async function cancelRun(ctx: Ctx, input: unknown): Promise<{ id: number; isCancelled: boolean }> {
  authorize(ctx, 'automation.write');
  const { id } = parseInput(runInput, input);
  return inTransaction(ctx, async (tx) => {
    const { run } = await lockRun(tx, id);
    const stopped = await stopRuns(tx, sql`r.id = ${id}`, { state: 'cancelled', reason: 'cancelled' });
    if (stopped === 0) return { id, isCancelled: false };
    await recordWorkspaceEvent(tx, {
      subject: 'run',
      subjectId: id,
      kind: 'run.cancelled',
      after: { automationId: run.automationId, contactId: run.contactId },
    });
    return { id, isCancelled: true };
  });
}
