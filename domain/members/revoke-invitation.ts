import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { invitations } from '#db/schema/invitations.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { invitationInput } from './input.ts';

/** Makes an invitation's link worthless. @throws `not_found` when it is gone or was used already, `forbidden`. */
export async function revokeInvitation(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'member.manage');
  const { id } = parseInput(invitationInput, input);
  await inTransaction(ctx, async (tx) => {
    const revoked = await revoke(tx, eq(invitations.id, id));
    if (revoked === 0) throw notFound();
  });
}

/** The same for all to one address, inside the caller's transaction: a newer one replaces them. */
export async function revokeInvitationsFor(ctx: Ctx, email: string): Promise<void> {
  authorize(ctx, 'member.manage');
  await revoke(ctx, eq(invitations.email, email));
}

/** The same for all that `userId` wrote: whoever may no longer invite leaves no way in behind. */
export async function revokeInvitationsBy(ctx: Ctx, userId: number): Promise<void> {
  authorize(ctx, 'member.manage');
  await revoke(ctx, and(eq(invitations.invitedBy, userId), gt(invitations.expiresAt, sql`now()`)));
}

async function revoke(ctx: Ctx, which: SQL | undefined): Promise<number> {
  const revoked = await ctx.db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspace.id),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        which,
      ),
    )
    .returning({ id: invitations.id, email: invitations.email });
  for (const { id, email } of revoked) {
    await recordWorkspaceEvent(ctx, {
      subject: 'invitation',
      subjectId: id,
      kind: 'member.invitation_revoked',
      before: { email },
    });
  }
  return revoked.length;
}
