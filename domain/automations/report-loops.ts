import type { Ctx } from '../ctx.ts';
import { activeAdmins } from '../members/active-admins.ts';
import { notify } from '../notifications/notify.ts';

/** An automation that would have been set off by a chain that is too long. */
export type Looped = { automationId: number; contactId: number; causeRunId: number | null };

/** Tells the admins of chains that were ended; of each automation once a day. For the matcher. */
export async function reportLoops(ctx: Ctx, loops: Looped[]): Promise<void> {
  if (loops.length === 0) return;
  const userIds = await activeAdmins(ctx);
  const day = new Date().toISOString().slice(0, 10);
  const first = new Map(loops.map((loop) => [loop.automationId, loop]));
  for (const { automationId, contactId, causeRunId } of first.values())
    await notify(ctx, {
      userIds,
      kind: 'automation_looped',
      automationId,
      contactId,
      runId: causeRunId,
      source: `looped:${automationId}:${day}`,
    });
}
