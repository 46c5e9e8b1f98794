import { sql } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { thisNumber } from './internal.ts';
import type { Refusal } from './stop.ts';

/**
 * Keeps what Meta last refused for a number, for its line under settings. No event: it is a reading, not a change.
 * @throws `forbidden`.
 */
export async function noteRefusal(ctx: Ctx, numberId: number, { code, title }: Refusal): Promise<void> {
  authorize(ctx, 'conversation.read');
  await ctx.db
    .update(whatsappNumbers)
    .set({ lastErrorAt: sql`now()`, lastError: { code, message: title } })
    .where(thisNumber(ctx, numberId));
}
