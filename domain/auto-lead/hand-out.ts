import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { QueueReason } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { keepTurn, leaveQueue, pickAt, writeOwner } from './assign.ts';
import { type Desk, lockDesk } from './desk.ts';

const BATCH = 100;

/**
 * Gives leads that wait to whoever has room, the oldest first, in all workspaces. Any number of workers may do this at once; a run cut short is
 * simply run again. Returns how many were given.
 */
export async function handOutLeads(db: Db, now = new Date()): Promise<number> {
  const waiting = await db
    .select(workspaceFacts)
    .from(workspaces)
    .where(inArray(workspaces.id, db.select({ id: leadQueue.workspaceId }).from(leadQueue)));
  let given = 0;
  for (const workspace of waiting) {
    const ctx = systemCtx(db, workspace);
    for (;;) {
      const batch = await inTransaction(ctx, (tx) => handOutBatch(tx, now));
      given += batch.given;
      if (!batch.isMore) break;
    }
  }
  return given;
}

async function handOutBatch(ctx: Ctx, now: Date): Promise<{ given: number; isMore: boolean }> {
  authorize(ctx, 'auto_lead.manage');
  const desk = await lockDesk(ctx);
  await letOwnedGo(ctx);
  const leads = await readOldest(ctx);
  if (!desk || desk.assignment === 'nobody') {
    for (const { contactId } of leads) await leaveQueue(ctx, contactId);
    return { given: 0, isMore: leads.length === BATCH };
  }
  let given = 0;
  for (const { contactId, isWaiting } of leads) {
    if (!isWaiting) {
      await leaveQueue(ctx, contactId);
      continue;
    }
    const { ownerId, wait } = pickAt(ctx, desk, now);
    if (ownerId === null) {
      // They wait in order: for those behind there is no room either.
      if (wait !== null) await tellWhy(ctx, wait);
      return { given, isMore: false };
    }
    if (await writeOwner(ctx, contactId, ownerId)) given += 1;
    countIn(desk, ownerId);
    await keepTurn(ctx, ownerId);
  }
  return { given, isMore: leads.length === BATCH };
}

/** Those who were given to somebody by hand, or are gone, wait no more, wherever they stand in line. */
async function letOwnedGo({ db, workspace }: Ctx): Promise<void> {
  await db.execute(sql`
    delete from lead_queue q where q.workspace_id = ${workspace.id} and not exists (
      select from contacts c
      where c.workspace_id = q.workspace_id and c.id = q.contact_id and c.owner_id is null)`);
}

/** One that was deleted, or got an owner by hand, no longer waits. */
async function readOldest(ctx: Ctx): Promise<{ contactId: number; isWaiting: boolean }[]> {
  const queued = await ctx.db
    .select({ contactId: leadQueue.contactId })
    .from(leadQueue)
    .where(eq(leadQueue.workspaceId, ctx.workspace.id))
    .orderBy(asc(leadQueue.since), asc(leadQueue.contactId))
    .limit(BATCH);
  const ids = queued.map(({ contactId }) => contactId);
  const there = await ctx.db
    .select({ id: contacts.id, ownerId: contacts.ownerId })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), inArray(contacts.id, ids)))
    .orderBy(asc(contacts.id))
    .for('no key update');
  const free = new Set(there.flatMap(({ id, ownerId }) => (ownerId === null ? [id] : [])));
  return ids.map((contactId) => ({ contactId, isWaiting: free.has(contactId) }));
}

/** Why everybody who waits does, now. */
async function tellWhy({ db, workspace }: Ctx, reason: QueueReason): Promise<void> {
  await db
    .update(leadQueue)
    .set({ reason })
    .where(and(eq(leadQueue.workspaceId, workspace.id), ne(leadQueue.reason, reason)));
}

function countIn(desk: Desk, ownerId: number): void {
  desk.lastOwnerId = ownerId;
  const candidate = desk.candidates.find(({ userId }) => userId === ownerId);
  if (candidate) candidate.openTotal += 1;
}
