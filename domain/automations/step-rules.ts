import type { Definition, Step } from './types.ts';

type Steps = Definition['steps'];

/** All steps, those in branches too, in the order in which they are read. */
export function allSteps(steps: Steps): Step[] {
  return steps.flatMap((step) =>
    step.kind === 'branch' ? [step, ...allSteps(step.then), ...allSteps(step.otherwise)] : [step],
  );
}

/** The key of the step that a run begins with; null: there is none. */
export function firstStep(steps: Steps): string | null {
  return steps[0]?.key ?? null;
}

/** A step by its key, wherever it stands. */
export function stepByKey(steps: Steps, key: string): Step | null {
  return allSteps(steps).find((step) => step.key === key) ?? null;
}

/**
 * The key of the step that comes after `key`, after a branch by the way that was `taken`; null: it was the last one, or is not there. What is in a branch
 * goes on after the branch.
 */
export function nextStep(steps: Steps, key: string, taken?: 'then' | 'otherwise'): string | null {
  return after(steps, key, taken, null) ?? null;
}

/** Undefined: not among these. `outer`: what follows them all. */
function after(
  steps: Steps,
  key: string,
  taken: 'then' | 'otherwise' | undefined,
  outer: string | null,
): string | null | undefined {
  for (const [place, step] of steps.entries()) {
    const following = steps[place + 1]?.key ?? outer;
    if (step.key === key) {
      const way = step.kind === 'branch' && taken ? step[taken] : [];
      return way[0]?.key ?? following;
    }
    if (step.kind !== 'branch') continue;
    const found = after(step.then, key, taken, following);
    const inside = found === undefined ? after(step.otherwise, key, taken, following) : found;
    if (inside !== undefined) return inside;
  }
  return undefined;
}
