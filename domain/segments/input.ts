import { z } from 'zod';
import { id, line, version } from '../input.ts';
import { SEGMENT_NAME_MAX } from './rules.ts';

const name = line({ max: SEGMENT_NAME_MAX, required: true });
/** The query of an address, as lists have it. */
const query = z.string({ error: 'invalid' }).max(12_000, 'invalid');
const isShared = z.boolean({ error: 'invalid' });

export const createInput = z.object({ name, query, isShared: isShared.default(false) });
/** What is left out stays. */
export const updateInput = z.object({
  id,
  version,
  name: name.optional(),
  query: query.optional(),
  isShared: isShared.optional(),
});
export const segmentInput = z.object({ id });
export const duplicateInput = z.object({ id, name });
