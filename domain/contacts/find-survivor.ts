import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { contactInput } from './input.ts';
import { survivorOf } from './lineage.ts';
import { requireVisible } from './where.ts';

/**
 * Who a contact is by now that was merged into another: old addresses lead there. Null when it was not merged.
 * @throws `not_found` when the survivor is gone or may not be seen; `forbidden`.
 */
export async function findSurvivor(ctx: Ctx, input: unknown): Promise<number | null> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  const survivor = await survivorOf(ctx, id);
  if (survivor !== null) await requireVisible(ctx, survivor);
  return survivor;
}
