import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { keepAutomationsQuiet } from '../events.ts';
import { parseInput } from '../input.ts';
import { ownerInput } from './input.ts';
import { updateContact } from './update.ts';

/**
 * Gives a contact that the person saw at `version` to an active member, or to nobody (null). `isUndo`: back, which sets no automations off.
 * @throws `stale` with `details: StaleContact`; `invalid` (ownerId: gone); `not_found`; `forbidden`.
 */
export async function setContactOwner(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  const { isUndo, ...owner } = parseInput(ownerInput, input);
  if (!isUndo) return updateContact(ctx, owner);
  return inTransaction(ctx, async (tx) => {
    await keepAutomationsQuiet(tx);
    return updateContact(tx, owner);
  });
}
