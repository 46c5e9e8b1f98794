import { and, eq } from 'drizzle-orm';
import { isDatabaseAway, isDeadlock } from '#db/errors.ts';
import { contacts } from '#db/schema/contacts.ts';
import { log } from '#lib/log.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { announceProgress } from '../events.ts';
import { doStep, resumeStep } from './do-step.ts';
import { again, ended, follow, unreadable } from './follow-rules.ts';
import { readVersion } from './read-version.ts';
import { failedForNow, type StepResult } from './step-result.ts';
import { firstStep, stepByKey } from './step-rules.ts';
import { type Run, takeRun } from './take-run.ts';
import { tellFailure } from './tell-failure.ts';
import type { Step } from './types.ts';
import type { Work } from './work.ts';
import { type Written, writeTrail } from './write-trail.ts';

/**
 * Does one step of a run that is due: its effect, its row in the trail and where the run goes on are one transaction, so that all of it happens once, wherever
 * the process dies. Returns whether the next step is due at once. `ctx` is the run's own (`automationCtx`).
 */
export async function workRun(ctx: Ctx, id: number): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const run = await takeRun(tx, id);
    if (!run) return false;
    const written = await decide({ tx, run, now: run.now });
    await writeTrail(tx, run, written);
    if (written.run.state === 'failed') await tellFailure(tx, run);
    if (!isDueNow(written)) await announceProgress(tx, 'run', run.id);
    return isDueNow(written);
  });
}

const isDueNow = ({ run }: Written) => run.state === 'running' && run.wakeAt === undefined;

async function decide(work: Work): Promise<Written> {
  const { tx, run } = work;
  const definition = await readVersion(tx, run.versionId);
  if (!definition) return unreadable(run);
  const isBegun = run.stepTotal > 0 || run.nextStep !== null;
  const key = isBegun ? run.nextStep : firstStep(definition.steps);
  const step = key === null ? null : stepByKey(definition.steps, key);
  if (!step) return ended(run, null, key === null ? 'done' : { is: 'ended', reason: 'step_gone' });
  if (run.contact !== 'active') {
    const reason = run.contact === 'gone' ? 'contact_gone' : 'contact_inactive';
    return ended(run, step, { is: 'ended', reason });
  }
  const result = await attempt(work, step);
  return result ? follow(run, definition, step, result) : again(run, step);
}

/** What came of the step; all that it did is taken back where it failed. Null: its contact has gone in this moment. */
async function attempt(work: Work, step: Step): Promise<StepResult | null> {
  try {
    return await inTransaction(work.tx, async (tx) => {
      const inner = { ...work, tx };
      const result = await (work.run.waitsFor === null ? doStep(inner, step) : resumeStep(inner));
      if (result.is === 'failed') throw new Undone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    if (isDatabaseAway(error) || isDeadlock(error)) throw error;
    const isMissing = error instanceof DomainError && error.code === 'not_found';
    return isMissing && (await isGone(work)) ? null : failureOf(error, work.run);
  }
}

async function isGone({ tx, run }: Work): Promise<boolean> {
  const found = await tx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, tx.workspace.id), eq(contacts.id, run.contactId)));
  return found.length === 0;
}

/** Carries a failure out of the savepoint whose effects go. */
class Undone extends Error {
  readonly result: StepResult;
  constructor(result: StepResult) {
    super('step undone');
    this.result = result;
  }
}

/** Refusals that somebody has to mend; the rest may be over by itself. */
const FINAL: readonly DomainError['code'][] = ['invalid', 'forbidden', 'duplicate', 'not_found'];

function failureOf(error: unknown, run: Run): StepResult {
  if (error instanceof DomainError) {
    const { code, fields } = error;
    return { is: 'failed', error: { code, fields }, isFinal: FINAL.includes(code) };
  }
  log.error({ run: run.id, step: run.nextStep, error }, 'a step of an automation broke');
  return failedForNow('bug');
}
