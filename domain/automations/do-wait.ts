import { sql } from 'drizzle-orm';
import type { StepResult } from './step-result.ts';
import type { StepOf } from './types.ts';
import { waitEnd } from './wait-rules.ts';
import type { Work } from './work.ts';
import { readWorkingHours } from './working-hours.ts';

/**
 * Begins to wait. The contact is locked first, as whatever records a message of theirs does: an answer either is here by now, or will find the run
 * waiting. Answers count since our last message of this run, even when the worker was away in between.
 */
export async function doWait(work: Work, step: StepOf<'wait'>): Promise<StepResult> {
  const { tx, now } = work;
  const hours = step.untilWorkingTime ? await readWorkingHours(tx) : null;
  const until = waitEnd(step, now, { hours, timeZone: tx.workspace.timeZone });
  const input = { until: until.toISOString(), untilAnswer: step.untilAnswer };
  if (step.untilAnswer) await lockContact(work);
  const since = await countsSince(work);
  const answeredAt = step.untilAnswer ? await findAnswer(work, since) : null;
  if (answeredAt) return { is: 'done', input, output: { answered: true }, answeredAt };
  return { is: 'waiting', for: step.untilAnswer ? 'answer' : 'time', until, since, input };
}

/** Looks again at a wait: it is over by an answer, by time, or goes on. */
export async function resumeWait(work: Work): Promise<StepResult> {
  const { run, now } = work;
  const until = deadlineOf(run.trail?.input) ?? now;
  const isForAnswer = run.waitsFor === 'answer';
  const answeredAt = isForAnswer ? await findAnswer(work, run.waitsSince ?? run.startedAt) : null;
  if (answeredAt) return { is: 'done', output: { answered: true }, answeredAt };
  if (until <= now) return { is: 'done', ...(isForAnswer && { output: { answered: false } }) };
  return { is: 'waiting', for: isForAnswer ? 'answer' : 'time', until };
}

/** When the contact wrote last, if that was after `since`; what comes late out of the past is no answer. */
export async function findAnswer({ tx, run }: Work, since: Date): Promise<Date | null> {
  const [row] = await tx.db.execute<{ at: string | null }>(sql`
    select max(received_at) as at from messages
    where workspace_id = ${tx.workspace.id} and contact_id = ${run.contactId} and direction = 'in'
      and at > ${since.toISOString()}::timestamptz - interval '1 hour'
      and received_at > ${since.toISOString()}::timestamptz`);
  return row?.at ? new Date(row.at) : null;
}

async function lockContact({ tx, run }: Work): Promise<void> {
  await tx.db.execute(sql`
    select id from contacts where workspace_id = ${tx.workspace.id} and id = ${run.contactId} for no key update`);
}

/** Our last message of this run, but not before an answer that has counted already; without either, now. */
async function countsSince({ tx, run, now }: Work): Promise<Date> {
  const [row] = await tx.db.execute<{ at: string | null }>(sql`
    select greatest(max(at), ${run.answeredAt?.toISOString() ?? null}::timestamptz) as at from messages
    where workspace_id = ${tx.workspace.id} and run_id = ${run.id} and state not in ('cancelled', 'failed')`);
  return row?.at ? new Date(row.at) : now;
}

function deadlineOf(input: unknown): Date | null {
  const until = typeof input === 'object' && input !== null && 'until' in input ? input.until : null;
  const at = typeof until === 'string' ? new Date(until) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
