import { sql } from 'drizzle-orm';
import type { RunReason, RunState, RunStepState, StepKind } from '#db/automation-values.ts';
import type { Ctx } from '../ctx.ts';
import type { StepError, StepResult } from './step-result.ts';
import type { Run } from './take-run.ts';

/** What the trail tells of a step now, and where the run stands by then. */
export type Written = {
  step: {
    key: string;
    kind: StepKind;
    state: RunStepState;
    attempts: number;
    error: StepError | null;
  } | null;
  result: StepResult | null;
  run: {
    state: RunState;
    reason?: RunReason | null;
    nextStep: string | null;
    wakeAt?: Date;
    waitsFor?: Run['waitsFor'];
    waitsId?: number | null;
    waitsSince?: Date | null;
    answeredAt?: Date | null;
    attempts?: number;
    error?: StepError | null;
  };
};

/** The place of the step in the trail: its row while it is not over, else a new one. */
export function placeOf({ trail, stepTotal, waitsFor }: Run): number {
  const isOpen =
    trail?.state === 'waiting' ||
    trail?.state === 'retrying' ||
    // What nobody knew the outcome of is looked at again.
    (trail?.state === 'unknown' && waitsFor !== null);
  return isOpen ? trail.place : stepTotal + 1;
}

const isOver = (state: RunState) => state !== 'running' && state !== 'waiting';
const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
const moment = (at: Date | null | undefined) => (at ? at.toISOString() : null);

/** Writes down what became of a step, and where its locked run goes on. One statement. */
export async function writeTrail(tx: Ctx, held: Run, { step, result, run }: Written): Promise<void> {
  const w = tx.workspace.id;
  const place = step ? placeOf(held) : held.stepTotal;
  const isStepOver = step && !['waiting', 'retrying'].includes(step.state);
  const trail = step
    ? sql`trail as (
        insert into automation_run_steps as s
          (workspace_id, run_id, place, step_key, kind, state, attempts, input, output, error, started_at, finished_at)
        values (${w}, ${held.id}, ${place}, ${step.key}, ${step.kind}, ${step.state}, ${step.attempts},
          ${json(result?.input)}::jsonb, ${json(result?.output)}::jsonb, ${json(step.error)}::jsonb,
          clock_timestamp(), case when ${isStepOver} then clock_timestamp() end)
        on conflict (workspace_id, run_id, place) do update
        set state = excluded.state, attempts = excluded.attempts, input = coalesce(excluded.input, s.input),
          output = coalesce(excluded.output, s.output), error = excluded.error, finished_at = excluded.finished_at
      )`
    : sql`trail as (select)`;
  await tx.db.execute(sql`
    with ${trail}
    update automation_runs
    set state = ${run.state}, reason = ${run.reason ?? null}, next_step = ${run.nextStep}, step_total = ${place},
      wake_at = coalesce(${moment(run.wakeAt)}::timestamptz, date_trunc('milliseconds', clock_timestamp())),
      waits_for = ${run.waitsFor ?? null}, waits_id = ${run.waitsId ?? null}::bigint,
      waits_since = coalesce(${moment(run.waitsSince)}::timestamptz, waits_since),
      answered_at = coalesce(${moment(run.answeredAt)}::timestamptz, answered_at),
      attempts = ${run.attempts ?? 0}, error = ${json(run.error)}::jsonb,
      finished_at = case when ${isOver(run.state)} then clock_timestamp() end
    where workspace_id = ${w} and id = ${held.id}`);
}
