import { and, eq } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Ctx } from './ctx.ts';

/** Holds the workspace's row until the transaction ends, so that who counts what is in it, to add one more, does so one after the other. */
export async function holdWorkspace({ db, workspace }: Ctx): Promise<void> {
  await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, workspace.id))
    .for('no key update');
}

/** The same for what one member has. */
export async function holdMember({ db, workspace }: Ctx, userId: number): Promise<void> {
  await db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspace.id), eq(memberships.userId, userId)))
    .for('no key update');
}
