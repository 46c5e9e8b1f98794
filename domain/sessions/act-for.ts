import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { type Ctx, makeCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';

/**
 * The gate for what a member asked the worker to do: a ctx with the role that they have now, or null when they are no longer an active member
 * of that workspace. Only for ids that the product itself wrote down when they asked.
 */
export async function actFor(db: Db, asked: { workspaceId: number; userId: number }): Promise<Ctx | null> {
  const [row] = await db
    .select({ role: memberships.role, workspace: workspaceFacts })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(
      and(
        eq(memberships.workspaceId, asked.workspaceId),
        eq(memberships.userId, asked.userId),
        isNull(memberships.deactivatedAt),
      ),
    );
  if (!row) return null;
  return makeCtx({
    db,
    workspace: row.workspace,
    actor: { kind: 'member', userId: asked.userId, role: row.role },
  });
}
