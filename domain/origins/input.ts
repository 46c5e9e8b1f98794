import { z } from 'zod';
import { changeId, id, line, version } from '../input.ts';

const ORIGIN_NAME_MAX = 60;

const facts = {
  name: line({ max: ORIGIN_NAME_MAX, required: true }),
  /** The person was asked "did you mean …?" and said no. */
  isDifferent: z.boolean({ error: 'invalid' }).default(false),
};

export const createInput = z.object(facts);
export const updateInput = z.object({ id, version, ...facts });
export const originInput = z.object({ id });
export const mergeInput = z.object({
  fromId: id,
  intoId: id,
  /** The version of the origin that goes, as the preview showed it. */
  version: version.optional(),
});
export const unmergeInput = z.object({ mergeId: id });
export const restoreInput = z.object({ changeId });
export const forgetAliasInput = z.object({ id, aliasId: id });
