import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import { conversations, messages } from '#db/schema/conversations.ts';
import { log } from '#lib/log.ts';
import { authorize } from '../authorize.ts';
import { requireVisible } from '../contacts/where.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { graphFor } from '../whatsapp/access.ts';
import { callGraph } from '../whatsapp/graph.ts';
import { readInput } from './input.ts';
import { findConversation } from './internal.ts';

type Read = { id: number; numberId: number };

/**
 * Somebody has looked at what a contact, or a person who is none yet, wrote. Meta is told as well, so that they see it; should that fail, it is
 * not told.
 * @throws `not_found`; `forbidden`.
 */
export async function markRead(ctx: Ctx, input: unknown): Promise<{ read: number }> {
  authorize(ctx, 'conversation.read');
  const { contactId, conversationId } = parseInput(readInput, input);
  if (contactId !== undefined) await requireVisible(ctx, contactId);
  const found = conversationId === undefined ? null : await findConversation(ctx, conversationId);
  const which =
    contactId === undefined ? eq(conversations.id, found?.id ?? 0) : eq(conversations.contactId, contactId);
  const read = await inTransaction(ctx, async (tx) => {
    const rows = await tx.db
      .update(conversations)
      .set({ unread: 0 })
      .where(and(eq(conversations.workspaceId, tx.workspace.id), which, gt(conversations.unread, 0)))
      .returning({ id: conversations.id, numberId: conversations.numberId });
    await tx.db
      .update(messages)
      .set({ isUnread: false })
      .where(
        and(
          eq(messages.workspaceId, tx.workspace.id),
          inArray(
            messages.conversationId,
            rows.map(({ id }) => id),
          ),
          messages.isUnread,
        ),
      );
    for (const { id } of rows) await announceProgress(tx, 'conversation', id);
    return rows;
  });
  if (read.length > 0) tellMeta(ctx, read).catch((error: unknown) => log.warn({ error }, 'not told as read'));
  return { read: read.length };
}

const SHORT_MS = 5_000;

/** Telling the newest as read tells all before it. */
async function tellMeta(ctx: Ctx, read: Read[]): Promise<void> {
  for (const { id, numberId } of read) {
    const [newest] = await ctx.db
      .select({ wamid: messages.wamid })
      .from(messages)
      .where(
        and(
          eq(messages.workspaceId, ctx.workspace.id),
          eq(messages.conversationId, id),
          inArray(messages.direction, ['in']),
        ),
      )
      .orderBy(desc(messages.at), desc(messages.id))
      .limit(1);
    const access = newest?.wamid ? await graphFor(ctx, numberId) : null;
    if (!access) continue;
    await callGraph(access.graph, {
      token: access.token,
      method: 'POST',
      path: `${access.phoneNumberId}/messages`,
      body: { messaging_product: 'whatsapp', status: 'read', message_id: newest?.wamid },
      signal: AbortSignal.timeout(SHORT_MS),
    });
  }
}
