import type { Ctx } from '../ctx.ts';
import { activeAdmins } from '../members/active-admins.ts';
import { notify } from '../notifications/notify.ts';
import type { Run } from './take-run.ts';

const HOUR_MS = 3_600_000;

/** Tells whoever made the automation, and the admins, that runs of it fail: once an hour, however many do. */
export async function tellFailure(tx: Ctx, run: Run, now = new Date()): Promise<void> {
  const userIds = await activeAdmins(tx);
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
