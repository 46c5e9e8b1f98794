import { sql } from 'drizzle-orm';
import { phoneVariants } from '#lib/phone.ts';
import type { WhatsappPerson } from '../contacts/recognise.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';

/** What may be waited for. */
export const messageKey = (wamid: string) => `message:${wamid}`;

/** A person is waited for by the surest of their names; one that comes is looked for by all of them. */
export function personKey({ userId, phone }: WhatsappPerson): string {
  return userId === null ? `phone:${phone}` : `user:${userId}`;
}

/**
 * Makes whoever is about to say that message `wamid` has come, or has not, wait until this transaction ends: between the two it would be waited
 * for in vain.
 */
export async function lockMessageId(ctx: Ctx, wamid: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${messageLock(ctx, wamid)}, 0))`);
}

/** The key of that lock. */
export const messageLock = (ctx: Ctx, wamid: string) => `wamid:${ctx.workspace.id}:${wamid}`;

/**
 * What waited for the message `wamid` is done next. To be called in the transaction that stores the message or its id, after that write. For callers
 * that have authorised.
 */
export async function takeUpWaiting(ctx: Ctx, wamid: string): Promise<void> {
  await lockMessageId(ctx, wamid);
  await takeUp(ctx, [messageKey(wamid)]);
}

/** The same for a message whose id is locked, and for what waited for its writer, whose identities are, where they have just become known. */
export async function takeUpWithWriter(
  ctx: Ctx,
  wamid: string,
  writer: WhatsappPerson | null,
): Promise<void> {
  const { userId = null, phone = null } = writer ?? {};
  const phones = phone === null ? [] : phoneVariants(phone).map((one) => `phone:${one}`);
  await takeUp(ctx, [messageKey(wamid), ...phones, ...(userId === null ? [] : [`user:${userId}`])]);
}

async function takeUp(ctx: Ctx, keys: string[]): Promise<void> {
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
