import { z } from 'zod';
import { TARGET_KINDS, TARGET_SPANS } from '#db/target-values.ts';
import { id, version } from '../input.ts';
import { AMOUNT_MAX } from './rules.ts';

const facts = {
  kind: z.enum(TARGET_KINDS, 'invalid'),
  /** The status or origin. */
  thingId: id,
  ownerId: id.nullable().default(null),
  span: z.enum(TARGET_SPANS, 'invalid'),
  amount: z.int('invalid').min(1, 'bad_amount').max(AMOUNT_MAX, 'bad_amount'),
};

export const createInput = z.object(facts);
export const updateInput = z.object({ id, version, ...facts });
export const targetInput = z.object({ id });
export const restoreInput = z.object({ changeId: z.uuid('invalid') });
/** What an event keeps of a target. */
export const targetFacts = z.object(facts);
export type TargetFacts = z.output<typeof targetFacts>;
/** What the event of a deletion keeps: whoever still looks at it as it was is told so when it is back. */
export const deletedFacts = z.object({ ...facts, version: version.default(1) });
