import { z } from 'zod';
import { LOCALES } from '#db/values.ts';
import { email, newAccountInput } from '../members/input.ts';
import { workspaceName } from '../workspaces/input.ts';
import { EXAMPLE_ORIGINS, EXAMPLE_STATUSES } from './examples.ts';

const keys = (allowed: readonly { key: string }[]) =>
  z
    .array(
      z.enum(
        allowed.map((one) => one.key),
        { error: 'invalid' },
      ),
    )
    .max(allowed.length, 'invalid')
    .default([]);

export const setupInput = newAccountInput.extend({
  workspaceName,
  email,
  /** The language of the workspace, and of the examples. */
  locale: z.enum(LOCALES, { error: 'invalid' }),
  statuses: keys(EXAMPLE_STATUSES),
  origins: keys(EXAMPLE_ORIGINS),
});
