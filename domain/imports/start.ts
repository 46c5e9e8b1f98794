import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { importInput } from './input.ts';
import { enterState, lockImport, requireState } from './internal.ts';
import { storedPlan } from './stored.ts';

/**
 * Lets a checked import run. A second click finds it queued: `in_use` with `details: { state }`. @throws `in_use`; `not_found`; `forbidden`.
 */
export async function startImport(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = parseInput(importInput, input);
  await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    requireState(one, ['ready']);
    await enterState(tx, id, 'queued', { isCancelAsked: false, counts: null });
    await recordWorkspaceEvent(tx, {
      subject: 'import',
      subjectId: id,
      kind: 'import.started',
      after: {
        fileName: one.fileName,
        rows: one.rowCount,
        runsAutomations: storedPlan(one.plan)?.runsAutomations ?? false,
      },
      changeId: one.changeId,
    });
    await wakeWorker(tx, 'run-imports');
  });
  return { id };
}
