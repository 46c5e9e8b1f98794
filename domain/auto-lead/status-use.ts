import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { autoLeads } from '#db/schema/auto-lead.ts';
import { workspaceEvents } from '#db/schema/events.ts';
import type { Ctx } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { type AutoLeadRow, lockAutoLead } from './lock.ts';

const FIELDS = ['statusId', 'reopenStatusId'] as const;
type Places = Partial<Record<(typeof FIELDS)[number], number | null>>;

const places = z.object({ statusId: z.number().optional(), reopenStatusId: z.number().optional() }).catch({});

/** Whether leads that create themselves, or that are opened again, go into a status. */
export function usesStatus(row: AutoLeadRow | undefined, statusId: number): boolean {
  return row?.statusId === statusId || row?.reopenStatusId === statusId;
}

/** Sends what went into one status into another from now on, inside the caller's transaction, under its `changeId`. Whoever calls has authorised. */
export async function followStatus(
  ctx: Ctx,
  { fromId, toId, changeId }: { fromId: number; toId: number; changeId: string },
): Promise<void> {
  const row = await lockAutoLead(ctx);
  const moved = FIELDS.filter((field) => row?.[field] === fromId);
  if (moved.length > 0) await move(ctx, changeId, valued(moved, fromId), valued(moved, toId));
}

/** Takes `followStatus` back where nobody has chosen otherwise since. */
export async function unfollowStatus(ctx: Ctx, { changeId }: { changeId: string }): Promise<void> {
  const row = await lockAutoLead(ctx);
  const [event] = await ctx.db
    .select({ before: workspaceEvents.before, after: workspaceEvents.after })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.kind, 'auto_lead.updated'),
      ),
    );
  if (!row || !event) return;
  const [before, after] = [places.parse(event.before), places.parse(event.after)];
  const back = FIELDS.filter((field) => after[field] !== undefined && row[field] === after[field]);
  const to = Object.fromEntries(back.map((field) => [field, before[field] ?? null]));
  if (back.length > 0)
    await move(ctx, changeId, Object.fromEntries(back.map((field) => [field, row[field]])), to);
}

const valued = (fields: readonly (keyof Places)[], id: number): Places =>
  Object.fromEntries(fields.map((field) => [field, id]));

async function move(ctx: Ctx, changeId: string, before: Places, after: Places): Promise<void> {
  await ctx.db
    .update(autoLeads)
    .set({ ...after, version: sql`${autoLeads.version} + 1`, updatedAt: sql`now()` })
    .where(eq(autoLeads.workspaceId, ctx.workspace.id));
  await recordWorkspaceEvent(ctx, {
    subject: 'auto_lead',
    subjectId: ctx.workspace.id,
    kind: 'auto_lead.updated',
    before,
    after,
    changeId,
  });
}
