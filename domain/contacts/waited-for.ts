import { sql } from 'drizzle-orm';
import { phoneVariants, whatsappSpellings } from '#lib/phone.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';
import type { WhatsappPerson } from './recognise.ts';

/** A person is waited for by the surest of their names; one that comes is looked for by all of them. */
export function personKey({ userId, phone }: WhatsappPerson): string {
  return userId === null ? `phone:${phone}` : `user:${userId}`;
}

/** All keys under which something may wait for a person. */
export function personKeys({ userId, phone }: WhatsappPerson): string[] {
  const spelt = phone === null ? [] : [...phoneVariants(phone), ...whatsappSpellings(phone)];
  const phones = [...new Set(spelt)].map((one) => `phone:${one}`);
  return userId === null ? phones : [...phones, `user:${userId}`];
}

/**
 * What webhooks told of somebody or something that had not come yet is done next. To be called in the transaction that brings it, which has locked it. For
 * callers that have authorised.
 */
export async function takeUp(ctx: Ctx, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  const list = sql.join(
    keys.map((key) => sql`${key}`),
    sql`, `,
  );
  const taken = await ctx.db.execute(sql`
    update webhook_items
    set outcome = null, reason = null, waits_for = null, attempts = 0, next_try_at = now(), processed_at = null
    where workspace_id = ${ctx.workspace.id} and outcome = 'waiting' and waits_for in (${list})`);
  if (taken.count > 0) await wakeWorker(ctx, 'take-webhooks');
}
