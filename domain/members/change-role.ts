import { and, eq } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { roleInput } from './input.ts';
import { endSessions, lockMembers } from './internal.ts';
import { revokeInvitationsBy } from './revoke-invitation.ts';
import { isLastAdmin } from './rules.ts';

/**
 * Gives a member another role. Their sessions end at once, and so do the invitations they wrote as an admin.
 * @throws `invalid` (role: last_admin), `not_found`, `forbidden`.
 */
export async function changeRole(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'member.manage');
  const { userId, role } = parseInput(roleInput, input);
  await inTransaction(ctx, async (tx) => {
    const members = await lockMembers(tx);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound();
    if (member.role === role) return;
    if (isLastAdmin(members, member)) throw invalidField('role', 'last_admin');
    await tx.db
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.workspaceId, tx.workspace.id), eq(memberships.userId, userId)));
    await endSessions(tx, userId);
    if (member.role === 'admin') await revokeInvitationsBy(tx, userId);
    await recordWorkspaceEvent(tx, {
      subject: 'member',
      subjectId: userId,
      kind: 'member.role_changed',
      before: { role: member.role },
      after: { role },
    });
  });
}
