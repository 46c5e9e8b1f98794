import { z } from 'zod';
import { REPEATS } from '#db/automation-values.ts';
import { workingHours } from '../auto-lead/hours-input.ts';
import { problem } from '../input.ts';
import { filterText, steps } from './step-input.ts';
import { triggerInput } from './trigger-input.ts';
import { type Conditions, type Definition, MAX_STEPS, type Step } from './types.ts';

const REPEAT_DAYS_MAX = 3_650;

const conditions: z.ZodType<Conditions> = z.object({
  filter: filterText,
  hours: z.unknown().transform((value, context) => {
    if (value === 'workspace') return value;
    const { data, error } = workingHours.safeParse(value);
    for (const { message } of error?.issues ?? []) context.addIssue({ code: 'custom', message });
    return data ?? null;
  }),
  repeat: z.enum(REPEATS, { error: 'invalid' }),
  repeatDays: z.int({ error: 'no_days' }).min(1, 'no_days').max(REPEAT_DAYS_MAX, 'no_days').nullable(),
});

/**
 * An automation's definition, from a form or out of the database: its shape and bounds alone. What is not chosen yet (an id of 0, an empty text) may be
 * kept; `check-definition.ts` says what is missing, or gone.
 * Problems: too_many_steps, too_deep, and those of its parts.
 */
export const definitionInput: z.ZodType<Definition> = z
  .object({ trigger: triggerInput, conditions, steps })
  .superRefine(({ steps: list }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['steps'], message });
    const keys = keysOf(list);
    if (keys.length > MAX_STEPS) refuse(problem('too_many_steps', { max: MAX_STEPS }));
    if (new Set(keys).size < keys.length) refuse('invalid');
  });

function keysOf(list: Step[]): string[] {
  return list.flatMap((one) =>
    one.kind === 'branch' ? [one.key, ...keysOf(one.then), ...keysOf(one.otherwise)] : [one.key],
  );
}
