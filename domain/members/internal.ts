import { and, asc, eq, sql } from 'drizzle-orm';
import { contactTallies } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { sessions } from '#db/schema/sessions.ts';
import type { Role } from '#db/values.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden } from '../errors.ts';

export type Standing = { userId: number; role: Role; isActive: boolean };

/**
 * The workspace's members, locked until the transaction ends: whoever else changes roles waits. Refuses whoever lost the right to manage
 * members while this request was under way, so that two admins who demote each other do not leave none.
 */
export async function lockMembers(ctx: Ctx): Promise<Standing[]> {
  const rows = await ctx.db
    .select({
      userId: memberships.userId,
      role: memberships.role,
      deactivatedAt: memberships.deactivatedAt,
    })
    .from(memberships)
    .where(eq(memberships.workspaceId, ctx.workspace.id))
    .orderBy(asc(memberships.userId))
    // Weaker than "update": contacts and sessions that point at a member need not wait.
    .for('no key update');
  const members = rows.map(({ userId, role, deactivatedAt }) => ({
    userId,
    role,
    isActive: deactivatedAt === null,
  }));
  const actor = actorId(ctx);
  const isStillAdmin = members.some((one) => one.userId === actor && one.isActive && one.role === 'admin');
  if (actor !== null && !isStillAdmin) throw forbidden();
  return members;
}

/** Ends every session of a member in this workspace: their next request is refused. */
export async function endSessions(ctx: Ctx, userId: number): Promise<void> {
  await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.workspaceId, ctx.workspace.id), eq(sessions.userId, userId)));
}

/** How many contacts a member has: exact, from the tallies. */
export async function countContactsOf(ctx: Ctx, userId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`coalesce(sum(${contactTallies.total}), 0)::int` })
    .from(contactTallies)
    .where(and(eq(contactTallies.workspaceId, ctx.workspace.id), eq(contactTallies.ownerId, userId)));
  return row?.total ?? 0;
}
