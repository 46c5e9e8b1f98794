import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { NotificationKind } from '#db/automation-values.ts';
import { memberships } from '#db/schema/memberships.ts';
import { notifications } from '#db/schema/notices.ts';
import type { Ctx } from '../ctx.ts';
import { announceTo } from '../events.ts';
import { noticeBody } from './rules.ts';

export type Notice = {
  userIds: readonly number[];
  kind: NotificationKind;
  /** What there is to read, variables filled in; left out where the kind says it all. */
  body?: string;
  contactId?: number | null;
  automationId?: number | null;
  runId?: number | null;
  taskId?: number | null;
  /** What it is told because of: nobody is told twice of the same. */
  source: string;
};

/**
 * Tells active members something in the product, each at most once for one `source`; whoever is no member, or deactivated, is left out. Returns who
 * was told now. Call it in the transaction of what it is about: windows hear of it after commit.
 */
export async function notify(ctx: Ctx, notice: Notice): Promise<{ toldIds: number[] }> {
  const { userIds, body = '', ...rest } = notice;
  const ids = await activeAmong(ctx, userIds);
  if (ids.length === 0) return { toldIds: [] };
  const told = await ctx.db
    .insert(notifications)
    .values(ids.map((userId) => ({ ...rest, workspaceId: ctx.workspace.id, userId, body: noticeBody(body) })))
    .onConflictDoNothing()
    .returning({ userId: notifications.userId });
  const toldIds = told.map(({ userId }) => userId);
  await announceTo(ctx, toldIds);
  return { toldIds };
}

async function activeAmong(ctx: Ctx, userIds: readonly number[]): Promise<number[]> {
  if (userIds.length === 0) return [];
  const rows = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspace.id),
        inArray(memberships.userId, [...new Set(userIds)]),
        isNull(memberships.deactivatedAt),
      ),
    )
    // In one order, so that two who tell the same people do not wait for each other.
    .orderBy(sql`user_id`);
  return rows.map(({ userId }) => userId);
}
