import { retryAt } from './retry-rules.ts';
import type { StepResult } from './step-result.ts';
import { nextStep } from './step-rules.ts';
import type { Run } from './take-run.ts';
import type { Definition, Step } from './types.ts';
import type { Written } from './write-trail.ts';

/** What the trail tells of a step by what came of it, and where its run goes from there. */
export function follow(run: Run, definition: Definition, step: Step, result: StepResult): Written {
  const at = { key: step.key, kind: step.kind };
  switch (result.is) {
    case 'done': {
      const next = nextStep(definition.steps, step.key, result.taken);
      return {
        step: { ...at, state: 'done', attempts: run.attempts + 1, error: null },
        result,
        run: {
          state: next === null ? 'done' : 'running',
          nextStep: next,
          answeredAt: result.answeredAt ?? null,
          waitsSince: step.kind === 'wait' ? sinceOf(run, result) : null,
        },
      };
    }
    case 'waiting':
      return {
        step: { ...at, state: 'waiting', attempts: run.attempts + 1, error: null },
        result,
        run: {
          state: 'waiting',
          nextStep: step.key,
          wakeAt: result.until,
          waitsFor: result.for,
          waitsId: result.id ?? null,
          waitsSince: result.since ?? null,
          attempts: run.attempts,
        },
      };
    case 'ended':
      return ended(run, step, result);
    case 'failed':
      return failedAt(run, step, result);
  }
}

/** A wait that was over before it began: what it heard still counts for the question after it. */
function sinceOf(run: Run, result: Extract<StepResult, { is: 'done' }>): Date | null {
  return run.waitsFor === null && result.answeredAt ? new Date(result.answeredAt.getTime() - 1) : null;
}

/** A run that ends, at `step` or (null) after its last one. */
export function ended(
  run: Run,
  step: Step | null,
  end: 'done' | Extract<StepResult, { is: 'ended' }>,
): Written {
  if (end === 'done') return { step: null, result: null, run: { state: 'done', nextStep: null } };
  const isOwn = end.reason === 'stop_step';
  const state = end.isUnknown ? 'unknown' : isOwn ? 'done' : 'skipped';
  return {
    step: step && { key: step.key, kind: step.kind, state, attempts: run.attempts + 1, error: null },
    result: end,
    run: {
      state: 'stopped',
      reason: end.reason,
      nextStep: isOwn ? null : run.nextStep,
      // Should it become known, the run goes on.
      ...(end.isUnknown && { waitsFor: run.waitsFor, waitsId: run.waitsId }),
    },
  };
}

function failedAt(run: Run, step: Step, result: Extract<StepResult, { is: 'failed' }>): Written {
  const attempts = run.attempts + 1;
  const { error } = result;
  const wakeAt = result.isFinal ? null : retryAt(attempts, run.now, Math.random());
  const at = { key: step.key, kind: step.kind, attempts, error };
  if (wakeAt === null)
    return {
      step: { ...at, state: 'failed' },
      result,
      run: { state: 'failed', reason: 'step_failed', nextStep: step.key, attempts, error },
    };
  return {
    step: { ...at, state: 'retrying' },
    result,
    run: { state: 'running', nextStep: step.key, wakeAt, attempts, error },
  };
}

/** The run is looked at once more: its contact is another one by now, or gone. */
export function again(run: Run, step: Step): Written {
  return { step: null, result: null, run: { state: 'running', nextStep: step.key, attempts: run.attempts } };
}

/** Nobody knows what it should do: the steps it had can be read no more. */
export function unreadable({ nextStep: key }: Run): Written {
  const error = { code: 'unreadable' };
  return { step: null, result: null, run: { state: 'failed', reason: 'step_failed', nextStep: key, error } };
}
