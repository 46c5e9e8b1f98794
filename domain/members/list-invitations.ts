import { and, desc, eq, isNull } from 'drizzle-orm';
import { invitations } from '#db/schema/invitations.ts';
import { users } from '#db/schema/users.ts';
import type { Role } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

export type Invitation = {
  id: number;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
};

/** Invitations that nobody has used or revoked, newest first; those that ran out say so. */
export async function listInvitations(ctx: Ctx, now = new Date()): Promise<Invitation[]> {
  authorize(ctx, 'member.manage');
  const rows = await ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      invitedBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspace.id),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .orderBy(desc(invitations.id));
  return rows.map((row) => ({ ...row, isExpired: row.expiresAt <= now }));
}
