import { and, eq } from 'drizzle-orm';
import { automationTurns } from '#db/schema/automations.ts';
import { nextOwner } from '../auto-lead/assign-rules.ts';
import { readCandidates } from '../auto-lead/desk.ts';
import { doUpdate } from './do-facts.ts';
import { failed, type StepResult } from './step-result.ts';
import type { StepOf } from './types.ts';
import type { Work } from './work.ts';

/** Gives the contact to somebody, or takes it from its owner. */
export async function doOwner(work: Work, step: StepOf<'owner'>): Promise<StepResult> {
  if (step.assignment === 'nobody') return doUpdate(work, { ownerId: null });
  if (step.userIds.length === 0) return failed('gone');
  const lastOwnerId = await lockTurn(work, step);
  const candidates = await readCandidates(work.tx, step.userIds);
  const ownerId = nextOwner({ assignment: step.assignment, lastOwnerId, openLimit: null }, candidates);
  if (ownerId === null) return failed('gone');
  await work.tx.db.update(automationTurns).set({ lastOwnerId: ownerId }).where(thisTurn(work, step));
  return doUpdate(work, { ownerId });
}

function thisTurn({ tx, run }: Work, { key }: StepOf<'owner'>) {
  return and(
    eq(automationTurns.workspaceId, tx.workspace.id),
    eq(automationTurns.automationId, run.automationId),
    eq(automationTurns.stepKey, key),
  );
}

/** Whose turn it was last. Runs that come to the step at the same time take turns one after the other. */
async function lockTurn(work: Work, step: StepOf<'owner'>): Promise<number | null> {
  const { tx, run } = work;
  await tx.db
    .insert(automationTurns)
    .values({ workspaceId: tx.workspace.id, automationId: run.automationId, stepKey: step.key })
    .onConflictDoNothing();
  const [turn] = await tx.db.select().from(automationTurns).where(thisTurn(work, step)).for('update');
  return turn?.lastOwnerId ?? null;
}
