import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { importInput } from './input.ts';
import { lockImport, requireState } from './internal.ts';
import { setCancelAsked } from './progress.ts';

/**
 * Asks the worker to stop an import after the part it is at. What is written stays, and can be undone; the rows that were not reached end as rejected
 * (`cancelled`). @throws `in_use` when it does not run; `not_found`; `forbidden`.
 */
export async function cancelImport(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = parseInput(importInput, input);
  await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    requireState(one, ['queued', 'running']);
    if (one.isCancelAsked) return;
    await setCancelAsked(tx, id);
    await recordWorkspaceEvent(tx, {
      subject: 'import',
      subjectId: id,
      kind: 'import.cancelled',
      after: { rowsDone: one.rowsDone },
      changeId: one.changeId,
    });
  });
  return { id };
}
