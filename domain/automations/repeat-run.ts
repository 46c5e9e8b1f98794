import { and, eq, sql } from 'drizzle-orm';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { automations } from '#db/schema/automations.ts';
import { authorize } from '../authorize.ts';
import { survivorOf } from '../contacts/lineage.ts';
import { requireVisible } from '../contacts/where.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { lockAutomationOf, lockRun } from './find-run.ts';
import { goAlone } from './go-alone.ts';
import { runInput } from './run-input.ts';
import { repeatedSource } from './run-rules.ts';

type RunRow = typeof automationRuns.$inferSelect;

/**
 * Has all that a run did, or should have done, done anew for its contact (or who that is by now), in the newest version: a new run. Whether conditions
 * hold is not asked again. Of a double click, one repeats.
 * @throws `stale`: it is still under way, or another of what set it off; `invalid` (form: automation_off); `not_found`: it or its contact is gone; `forbidden`.
 */
export async function repeatRun(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'automation.write');
  const { id } = parseInput(runInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutomationOf(tx, id);
    const { run, automation } = await lockRun(tx, id);
    if (run.state === 'running' || run.state === 'waiting') throw new DomainError('stale');
    if (!automation.isOn || automation.versionId === null) throw invalidField('form', 'automation_off');
    const contactId = (await survivorOf(tx, run.contactId)) ?? run.contactId;
    await requireVisible(tx, contactId);
    const made = await insert(tx, { ...run, contactId, versionId: automation.versionId }, run.contactId);
    await recordWorkspaceEvent(tx, {
      subject: 'run',
      subjectId: made,
      kind: 'run.repeated',
      after: { automationId: run.automationId, contactId, runId: id },
    });
    await wakeWorker(tx, 'run-automations');
    return { id: made };
  });
}

async function insert(
  tx: Ctx,
  { automationId, versionId, contactId, eventId, source }: RunRow,
  wasId: number,
): Promise<number> {
  const last = await goAlone(tx, { automationId, source, contactIds: [contactId, wasId] });
  await tx.db
    .update(automations)
    .set({ lastRunAt: sql`now()` })
    .where(and(eq(automations.workspaceId, tx.workspace.id), eq(automations.id, automationId)));
  const [made] = await tx.db
    .insert(automationRuns)
    .values({
      workspaceId: tx.workspace.id,
      automationId,
      versionId,
      contactId,
      eventId,
      source: repeatedSource(source, last + 1),
    })
    .returning({ id: automationRuns.id });
  if (!made) throw new Error('insert returned no run');
  return made.id;
}
