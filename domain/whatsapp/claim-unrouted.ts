import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';

/**
 * What came for a number before anybody had connected it is this workspace's now, and is done next. To be called in the transaction that connects the
 * number, which records the event. Returns how many things there were.
 * @throws `forbidden`.
 */
export async function claimUnrouted(ctx: Ctx, phoneNumberId: string): Promise<number> {
  authorize(ctx, 'whatsapp.manage');
  const claimed = await ctx.db.execute(sql`
    update webhook_items
    set workspace_id = ${ctx.workspace.id}, outcome = null, reason = null, processed_at = null, attempts = 0,
      next_try_at = now()
    where workspace_id = 0 and phone_number_id = ${phoneNumberId}`);
  if (claimed.count > 0) await wakeWorker(ctx, 'take-webhooks');
  return claimed.count;
}
