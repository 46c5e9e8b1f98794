import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';
import { IS_VOUCHED } from './vouched.ts';

/**
 * What came for a number before anybody had connected it is this workspace's now, and is done next, once the number is vouched for. For whatever
 * connects the number, which records the event, or has tried it. Returns how many things there were.
 * @throws `forbidden`.
 */
export async function claimUnrouted(ctx: Ctx, phoneNumberId: string): Promise<number> {
  authorize(ctx, 'whatsapp.manage');
  const claimed = await ctx.db.execute(sql`
    update webhook_items
    set workspace_id = ${ctx.workspace.id}, outcome = null, reason = null, processed_at = null, attempts = 0,
      next_try_at = now()
    where workspace_id = 0 and phone_number_id = ${phoneNumberId} and exists (
      select from whatsapp_numbers n
      where n.workspace_id = ${ctx.workspace.id} and n.phone_number_id = ${phoneNumberId}
        and n.disconnected_at is null and ${IS_VOUCHED})`);
  if (claimed.count > 0) await wakeWorker(ctx, 'take-webhooks');
  return claimed.count;
}
