import { sql } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { numberInput } from './input.ts';
import { changed, lockNumber, thisNumber } from './internal.ts';

/**
 * Disconnects a number: nothing is sent or taken in by it any more, and its token is forgotten. Its conversations stay.
 * @throws `not_found`, `forbidden`.
 */
export async function disconnectNumber(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'whatsapp.manage');
  const { id } = parseInput(numberInput, input);
  await inTransaction(ctx, async (tx) => {
    const number = await lockNumber(tx, id);
    await tx.db
      .update(whatsappNumbers)
      .set({ disconnectedAt: sql`now()`, token: '', ...changed() })
      .where(thisNumber(tx, id));
    await recordWorkspaceEvent(tx, {
      subject: 'number',
      subjectId: id,
      kind: 'number.disconnected',
      before: { name: number.name, phoneNumberId: number.phoneNumberId, displayPhone: number.displayPhone },
    });
  });
}
