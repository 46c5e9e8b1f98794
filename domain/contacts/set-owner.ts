import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { ownerInput } from './input.ts';
import { updateContact } from './update.ts';

/**
 * Gives a contact that the person saw at `version` to an active member, or to nobody (null).
 * @throws `stale` with `details: StaleContact`; `invalid` (ownerId: gone); `not_found`; `forbidden`.
 */
export async function setContactOwner(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  return updateContact(ctx, parseInput(ownerInput, input));
}
