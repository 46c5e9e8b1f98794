import { and, eq, or } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import type { Ctx } from '../ctx.ts';
import { lockMessageId } from './waiting.ts';

export type Target = { id: number; contactId: number | null; conversationId: number };

/**
 * The message that something is about, by Meta's id, or by what we sent along with it. Null: it has not come, and whoever brings it will find what waits
 * for it. The row of no message is locked here: whoever brings one holds it already. For siblings.
 */
export async function findTarget(
  ctx: Ctx,
  { wamid, callbackId = null }: { wamid: string; callbackId?: string | null },
): Promise<Target | null> {
  const found = await find(ctx, wamid, callbackId);
  if (found) return found;
  await lockMessageId(ctx, wamid);
  return find(ctx, wamid, callbackId);
}

async function find(ctx: Ctx, wamid: string, callbackId: string | null): Promise<Target | null> {
  const isCalled = callbackId === null ? undefined : eq(messages.callbackId, callbackId);
  const found = await ctx.db
    .select({
      id: messages.id,
      contactId: messages.contactId,
      conversationId: messages.conversationId,
      wamid: messages.wamid,
    })
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspace.id), or(eq(messages.wamid, wamid), isCalled)));
  return found.find((one) => one.wamid === wamid) ?? found.find((one) => one.wamid === null) ?? null;
}
