import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { notifications } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { announceTo } from '../events.ts';
import { parseInput } from '../input.ts';
import { readInput } from './input.ts';

/**
 * Marks what whoever acts was told as read: `{ ids }`, or `{ upToId }` for that one and all before it, so that nothing is marked that came meanwhile.
 * Other people's, and what is not there, is left out. Returns how many. @throws `invalid`; `forbidden`.
 */
export async function markNotificationsRead(ctx: Ctx, input: unknown): Promise<{ total: number }> {
  authorize(ctx, 'notification.read');
  const which = parseInput(readInput, input);
  const userId = actorId(ctx);
  if (userId === null) return { total: 0 };
  return inTransaction(ctx, async (tx) => {
    const marked = await tx.db
      .update(notifications)
      .set({ readAt: sql`now()` })
      .where(
        and(
          eq(notifications.workspaceId, tx.workspace.id),
          eq(notifications.userId, userId),
          isNull(notifications.readAt),
          'ids' in which ? inArray(notifications.id, which.ids) : lte(notifications.id, which.upToId),
        ),
      )
      .returning({ id: notifications.id });
    if (marked.length > 0) await announceTo(tx, [userId]);
    return { total: marked.length };
  });
}
