import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { QueueReason } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

type WaitingLead = { id: number; name: string; reason: QueueReason; since: Date };
export type LeadQueue = { total: number; oldest: WaitingLead[] };

const SHOWN = 50;

/** Leads that wait for an owner: how many, and the oldest of them. @throws `forbidden`. */
export async function listQueue(ctx: Ctx): Promise<LeadQueue> {
  authorize(ctx, 'auto_lead.manage');
  const isWaiting = and(
    eq(contacts.workspaceId, leadQueue.workspaceId),
    eq(contacts.id, leadQueue.contactId),
    isNull(contacts.ownerId),
  );
  const [[count], oldest] = await Promise.all([
    ctx.db
      .select({ total: sql<number>`count(*)::int` })
      .from(leadQueue)
      .innerJoin(contacts, isWaiting)
      .where(eq(leadQueue.workspaceId, ctx.workspace.id)),
    ctx.db
      .select({
        id: contacts.id,
        name: contacts.name,
        reason: leadQueue.reason,
        since: leadQueue.since,
      })
      .from(leadQueue)
      .innerJoin(contacts, isWaiting)
      .where(eq(leadQueue.workspaceId, ctx.workspace.id))
      .orderBy(asc(leadQueue.since), asc(leadQueue.contactId))
      .limit(SHOWN),
  ]);
  return { total: count?.total ?? 0, oldest };
}
