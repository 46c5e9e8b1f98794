import { and, eq } from 'drizzle-orm';
import { notifications, tasks } from '#db/schema/notices.ts';
import type { Ctx } from '#domain/ctx.ts';

export async function taskRow(ctx: Ctx, id: number) {
  const [row] = await ctx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.workspaceId, ctx.workspace.id), eq(tasks.id, id)));
  return row;
}

/** Everything a workspace's members were told, oldest first. */
export function toldIn(ctx: Ctx) {
  return ctx.db
    .select({
      userId: notifications.userId,
      kind: notifications.kind,
      body: notifications.body,
      contactId: notifications.contactId,
      taskId: notifications.taskId,
    })
    .from(notifications)
    .where(eq(notifications.workspaceId, ctx.workspace.id))
    .orderBy(notifications.id);
}
