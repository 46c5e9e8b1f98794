import { and, eq, isNull } from 'drizzle-orm';
import { memberships } from '#db/schema/memberships.ts';
import type { Ctx } from '../ctx.ts';
import { notify } from '../notifications/notify.ts';
import type { Run } from './take-run.ts';

const HOUR_MS = 3_600_000;

/** Tells whoever made the automation, and the admins, that runs of it fail: once an hour, however many do. */
export async function tellFailure(tx: Ctx, run: Run, now = new Date()): Promise<void> {
  const admins = await tx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, tx.workspace.id),
        eq(memberships.role, 'admin'),
        isNull(memberships.deactivatedAt),
      ),
    );
  const userIds = admins.map(({ userId }) => userId);
  if (run.createdBy !== null) userIds.push(run.createdBy);
  await notify(tx, {
    userIds,
    kind: 'automation_failed',
    body: run.automationName,
    contactId: run.contactId,
    automationId: run.automationId,
    runId: run.id,
    source: `automation:${run.automationId}:failed:${Math.floor(now.getTime() / HOUR_MS)}`,
  });
}
