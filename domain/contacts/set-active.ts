import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { activeInput } from './input.ts';
import { updateContact } from './update.ts';

/**
 * Lets a contact that the person saw at `version` take part in automations and reports, or keeps it out of them.
 * @throws `stale` with `details: StaleContact`; `not_found`; `forbidden`.
 */
export async function setContactActive(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  return updateContact(ctx, parseInput(activeInput, input));
}
