import { and, eq, sql } from 'drizzle-orm';
import { invitations } from '#db/schema/invitations.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { forbidden, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { hashToken, newToken } from '../sessions/token.ts';
import { inviteInput } from './input.ts';
import { lockMembers } from './internal.ts';
import { revokeInvitationsFor } from './revoke-invitation.ts';

const INVITATION_DAYS = 7;

/** `token` is the secret part of the link: told this once, kept nowhere. */
export type Invited = { id: number; email: string; token: string; expiresAt: Date };

/**
 * Invites a person by e-mail with a role; the link works once, for 7 days, and replaces an earlier one to the same address.
 * @throws `invalid` (email: required, bad_email, already_member, member_deactivated; role: invalid), `forbidden`.
 */
export async function inviteMember(ctx: Ctx, input: unknown, now = new Date()): Promise<Invited> {
  authorize(ctx, 'member.manage');
  const { email, role } = parseInput(inviteInput, input);
  const invitedBy = actorId(ctx);
  if (invitedBy === null) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    await lockMembers(tx);
    await refuseMember(tx, email);
    await revokeInvitationsFor(tx, email);
    const token = newToken();
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    const [invitation] = await tx.db
      .insert(invitations)
      .values({
        workspaceId: tx.workspace.id,
        email,
        role,
        tokenHash: hashToken(token),
        invitedBy,
        expiresAt,
      })
      .returning({ id: invitations.id });
    if (!invitation) throw new Error('insert returned no invitation');
    await recordWorkspaceEvent(tx, {
      subject: 'invitation',
      subjectId: invitation.id,
      kind: 'member.invited',
      after: { email, role },
    });
    return { id: invitation.id, email, token, expiresAt };
  });
}

async function refuseMember(ctx: Ctx, email: string): Promise<void> {
  const [member] = await ctx.db
    .select({ deactivatedAt: memberships.deactivatedAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), eq(sql`lower(${users.email})`, email)));
  if (member) throw invalidField('email', member.deactivatedAt ? 'member_deactivated' : 'already_member');
}
