import { z } from 'zod';
import { id, line, problem, version } from '../input.ts';
import { MEMBERS_AT_ONCE } from './rules.ts';

const GROUP_NAME_MAX = 60;

const name = line({ max: GROUP_NAME_MAX, required: true });

export const createInput = z.object({ name });
export const renameInput = z.object({ id, version, name });
export const groupInput = z.object({ id });
export const membersInput = z.object({
  groupId: id,
  contactIds: z
    .array(id, { error: 'invalid' })
    .min(1, 'required')
    .max(MEMBERS_AT_ONCE, problem('too_many_contacts', { max: MEMBERS_AT_ONCE })),
});
