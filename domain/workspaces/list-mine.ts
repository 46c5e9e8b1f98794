import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';

export type MyWorkspace = { id: number; name: string };

/** Every workspace that the acting person may enter, by name. The one question that reaches beyond the ctx's own workspace. */
export async function listMyWorkspaces(ctx: Ctx): Promise<MyWorkspace[]> {
  authorize(ctx, 'profile.write');
  const userId = actorId(ctx);
  if (userId === null) return [];
  return ctx.db
    .select({ id: workspaces.id, name: workspaces.name })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(memberships.userId, userId), isNull(memberships.deactivatedAt)))
    .orderBy(sql`${workspaces.name} collate "pt-BR-x-icu"`, asc(workspaces.id));
}
