import { z } from 'zod';
import { id, line, version } from '../input.ts';
import { definitionInput } from './input.ts';
import { AUTOMATION_NAME_MAX } from './rules.ts';

const name = line({ max: AUTOMATION_NAME_MAX, required: true });

export const createInput = z.object({ name, definition: definitionInput });
/** What is left out stays. `inside`: what becomes of contacts on their way through. */
export const updateInput = z.object({
  id,
  version,
  name: name.optional(),
  definition: definitionInput.optional(),
  inside: z.enum(['keep', 'move'], { error: 'invalid' }).default('keep'),
});
export const automationInput = z.object({ id });
export const switchOnInput = z.object({ id, version });
export const switchOffInput = z.object({
  id,
  inside: z.enum(['stop', 'finish'], { error: 'invalid' }),
});
export const duplicateInput = z.object({ id, name });
