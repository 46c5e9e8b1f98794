import { sql } from 'drizzle-orm';
import type { WhatsappPerson } from '../contacts/recognise.ts';
import { personKeys, takeUp } from '../contacts/waited-for.ts';
import type { Ctx } from '../ctx.ts';

/** What may be waited for. */
export const messageKey = (wamid: string) => `message:${wamid}`;

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
  await takeUp(ctx, [messageKey(wamid), ...(writer ? personKeys(writer) : [])]);
}
