import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import { lockAutoLead } from '../auto-lead/lock.ts';
import { followMember } from '../auto-lead/member-use.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { recordHandOver } from './hand-over.ts';
import { deactivateInput } from './input.ts';
import { countContactsOf, endSessions, lockMembers } from './internal.ts';
import { revokeInvitationsBy, revokeInvitationsFor } from './revoke-invitation.ts';
import { whyNotDeactivate } from './rules.ts';

export type Deactivated = { movedTotal: number; isChanged: boolean };

/**
 * Takes a member's access away: their sessions and the invitations they wrote end in the same transaction, and their contacts, and new
 * leads that went to them, go to `contactsTo` (null: to nobody). Returns how many contacts moved. Deactivating twice changes nothing (`isChanged`).
 * @throws `in_use` with `details: { reason, contactTotal }` (last_admin, target_needed, bad_target); `not_found`; `forbidden`.
 */
export async function deactivateMember(ctx: Ctx, input: unknown): Promise<Deactivated> {
  authorize(ctx, 'member.manage');
  const { userId, contactsTo } = parseInput(deactivateInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockAutoLead(tx);
    const members = await lockMembers(tx);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound();
    if (!member.isActive) return { movedTotal: 0, isChanged: false };
    const contactTotal = await countContactsOf(tx, userId);
    const reason = whyNotDeactivate(members, member, { contactTotal, contactsTo });
    if (reason) throw new DomainError('in_use', { details: { reason, contactTotal } });
    const changeId = randomUUID();
    await shut(tx, userId);
    const movedTotal = await recordHandOver(tx, userId, contactsTo ?? null, changeId);
    await followMember(tx, { fromId: userId, toId: contactsTo ?? null, changeId });
    await recordWorkspaceEvent(tx, {
      subject: 'member',
      subjectId: userId,
      kind: 'member.deactivated',
      before: { role: member.role },
      after: { contactsTo: contactsTo ?? null, movedTotal },
      changeId,
    });
    return { movedTotal, isChanged: true };
  });
}

async function shut(ctx: Ctx, userId: number): Promise<void> {
  await ctx.db
    .update(memberships)
    .set({ deactivatedAt: sql`now()` })
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), eq(memberships.userId, userId)));
  await endSessions(ctx, userId);
  await revokeInvitationsBy(ctx, userId);
  const [user] = await ctx.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (user) await revokeInvitationsFor(ctx, user.email);
}
