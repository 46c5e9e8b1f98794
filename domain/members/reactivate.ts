import { and, eq } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { memberInput } from './input.ts';
import { lockMembers } from './internal.ts';

/** Gives a deactivated member their access and their role back; contacts that were handed over stay where they are. @throws `not_found`, `forbidden`. */
export async function reactivateMember(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'member.manage');
  const { userId } = parseInput(memberInput, input);
  await inTransaction(ctx, async (tx) => {
    const member = (await lockMembers(tx)).find((one) => one.userId === userId);
    if (!member) throw notFound();
    if (member.isActive) return;
    await tx.db
      .update(memberships)
      .set({ deactivatedAt: null })
      .where(and(eq(memberships.workspaceId, tx.workspace.id), eq(memberships.userId, userId)));
    await recordWorkspaceEvent(tx, {
      subject: 'member',
      subjectId: userId,
      kind: 'member.reactivated',
      after: { role: member.role },
    });
  });
}
