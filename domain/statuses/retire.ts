import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { lockAutoLead } from '../auto-lead/lock.ts';
import { followStatus, usesStatus } from '../auto-lead/status-use.ts';
import { moveAllToStatus } from '../contacts/move-all-to-status.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { countContactsIn } from './count-contacts.ts';
import { retireInput } from './input.ts';
import { lockStatuses } from './internal.ts';
import type { Status } from './list.ts';
import { whyNotRetire } from './rules.ts';

export type Retired = { status: Status; movedTotal: number; changeId: string };

/**
 * Deletes a status for people: its contacts go to `moveContactsTo` (which also becomes the default if this one was, and gets the leads that
 * create themselves), while history keeps it under its name. One transaction; `changeId` takes it back (`restoreStatus`).
 * @throws `in_use` with `details: { reason }` (last_open_status, target_needed, bad_target); `not_found`; `forbidden`.
 */
export async function retireStatus(ctx: Ctx, input: unknown): Promise<Retired> {
  authorize(ctx, 'status.write');
  const request = parseInput(retireInput, input);
  return inTransaction(ctx, async (tx) => {
    const autoLead = await lockAutoLead(tx);
    // Locked first: contacts on their way into this status finish before they are counted.
    const all = await lockStatuses(tx);
    const status = all.find((one) => one.id === request.id);
    if (!status) throw notFound();
    const others = all.filter((one) => one.id !== status.id);
    const contactTotal = await countContactsIn(tx, status.id);
    const isForLeads = usesStatus(autoLead, status.id);
    const { moveContactsTo } = request;
    const reason = whyNotRetire(status, others, { contactTotal, isForLeads, moveContactsTo });
    if (reason) throw new DomainError('in_use', { details: { reason, contactTotal, isForLeads } });
    return retire(tx, status, moveContactsTo ?? null);
  });
}

async function retire(ctx: Ctx, status: Status, targetId: number | null): Promise<Retired> {
  const changeId = randomUUID();
  await ctx.db
    .update(statuses)
    .set({
      retiredAt: sql`now()`,
      isDefault: false,
      version: sql`${statuses.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), eq(statuses.id, status.id)));
  if (targetId !== null && status.isDefault) await markDefault(ctx, targetId);
  if (targetId !== null) await followStatus(ctx, { fromId: status.id, toId: targetId, changeId });
  const movedTotal =
    targetId === null ? 0 : await moveAllToStatus(ctx, { fromId: status.id, toId: targetId, changeId });
  await recordWorkspaceEvent(ctx, {
    subject: 'status',
    subjectId: status.id,
    kind: 'status.retired',
    before: { name: status.name, isDefault: status.isDefault },
    after: { movedTo: targetId, movedTotal },
    changeId,
  });
  return { status, movedTotal, changeId };
}

async function markDefault(ctx: Ctx, statusId: number): Promise<void> {
  await ctx.db
    .update(statuses)
    .set({ isDefault: true, version: sql`${statuses.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), eq(statuses.id, statusId)));
}
