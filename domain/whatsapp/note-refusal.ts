import { and, isNotNull, sql } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { thisNumber } from './internal.ts';
import type { Refusal } from './stop.ts';

/**
 * A call that Meta took: what it refused before is over.
 * @throws `forbidden`.
 */
export async function noteSuccess(ctx: Ctx, numberId: number): Promise<void> {
  authorize(ctx, 'conversation.read');
  await ctx.db
    .update(whatsappNumbers)
    .set({ lastErrorAt: null, lastError: null })
    .where(and(thisNumber(ctx, numberId), isNotNull(whatsappNumbers.lastErrorAt)));
}

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
