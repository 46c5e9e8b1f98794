import { sql } from 'drizzle-orm';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { authorize } from '../authorize.ts';
import { survivorOf } from '../contacts/lineage.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { lockAutomationOf, lockRun, thisRun } from './find-run.ts';
import { goAlone } from './go-alone.ts';
import { runInput } from './run-input.ts';

/**
 * Has a failed run go on at the step that failed, which is done once more, in the version that the run has.
 * @throws `stale`: it is not failed (any more), or was repeated and is under way; `invalid` (form: automation_off); `not_found`; `forbidden`.
 */
export async function continueRun(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'automation.write');
  const { id } = parseInput(runInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutomationOf(tx, id);
    const { run, automation } = await lockRun(tx, id);
    if (run.state !== 'failed') throw new DomainError('stale');
    if (!automation.isOn) throw invalidField('form', 'automation_off');
    const survivor = await survivorOf(tx, run.contactId);
    await goAlone(tx, { ...run, contactIds: [run.contactId, survivor ?? run.contactId] });
    await tx.db
      .update(automationRuns)
      .set({ state: 'running', reason: null, error: null, attempts: 0, finishedAt: null, wakeAt: sql`now()` })
      .where(thisRun(tx, id));
    await recordWorkspaceEvent(tx, {
      subject: 'run',
      subjectId: id,
      kind: 'run.repeated',
      after: { automationId: run.automationId, contactId: run.contactId, step: run.nextStep },
    });
    await wakeWorker(tx, 'run-automations');
    return { id };
  });
}
