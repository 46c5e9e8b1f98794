import { and, eq, isNull } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import type { Ctx } from '../ctx.ts';

/** The users (ids) who administer the workspace now. For callers that tell them something. */
export async function activeAdmins({ db, workspace }: Ctx): Promise<number[]> {
  const admins = await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, workspace.id),
        eq(memberships.role, 'admin'),
        isNull(memberships.deactivatedAt),
      ),
    );
  return admins.map(({ userId }) => userId);
}
