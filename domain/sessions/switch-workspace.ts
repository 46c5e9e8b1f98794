import { and, eq, exists, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { memberships } from '#db/schema/memberships.ts';
import { sessions } from '#db/schema/sessions.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden, notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { hashToken } from './token.ts';

/**
 * Moves the session behind `token` into another workspace of the same person. Where the person stands is no fact about the workspace: no event.
 * @throws `not_found` when there is no such workspace, or the person is not (or no longer) an active member of it.
 */
export async function switchWorkspace(ctx: Ctx, input: unknown, token: string): Promise<void> {
  authorize(ctx, 'profile.write');
  const { workspaceId } = parseInput(z.object({ workspaceId: id }), input);
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  const mine = ctx.db
    .select({ workspaceId: memberships.workspaceId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.workspaceId, workspaceId),
        isNull(memberships.deactivatedAt),
      ),
    );
  const moved = await ctx.db
    .update(sessions)
    .set({ workspaceId })
    .where(
      and(
        eq(sessions.tokenHash, hashToken(token)),
        eq(sessions.userId, userId),
        gt(sessions.expiresAt, new Date()),
        exists(mine),
      ),
    )
    .returning({ userId: sessions.userId });
  if (moved.length === 0) throw notFound();
}
