import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { QueueReason } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { keepTurn, leaveQueue, pickAt, writeOwner } from './assign.ts';
import { type Desk, glanceAtDesk, lockDesk } from './desk.ts';
import { IS_STILL_WAITING } from './still-waiting.ts';

const BATCH = 100;

/**
 * Gives leads that wait to whoever has room, the oldest first, in all workspaces; where one fails the others get theirs, and the failure is thrown in
 * the end. Any number of workers may do this at once; a run cut short is simply run again. Returns how many were given.
 */
export async function handOutLeads(db: Db, now = new Date()): Promise<number> {
  const waiting = await db
    .select(workspaceFacts)
    .from(workspaces)
    .where(inArray(workspaces.id, db.select({ id: leadQueue.workspaceId }).from(leadQueue)));
  const failures: unknown[] = [];
  let given = 0;
  for (const workspace of waiting)
    try {
      given += await handOut(systemCtx(db, workspace), now);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  return given;
}

async function handOut(ctx: Ctx, now: Date): Promise<number> {
  authorize(ctx, 'auto_lead.manage');
  await letOthersGo(ctx);
  const desk = await glanceAtDesk(ctx);
  let wait = desk && pickAt(ctx, desk, now).wait;
  let given = 0;
  while (wait === null) {
    const batch = await inTransaction(ctx, (tx) => handOutBatch(tx, now));
    given += batch.given;
    if (!batch.isMore) return given;
    wait = batch.wait;
  }
  await tellWhy(ctx, wait);
  return given;
}

type Batch = { given: number; isMore: boolean; wait: QueueReason | null };

async function handOutBatch(ctx: Ctx, now: Date): Promise<Batch> {
  const desk = await lockDesk(ctx);
  const leads = await readOldest(ctx);
  const isFull = leads.length === BATCH;
  if (!desk || desk.assignment === 'nobody') {
    for (const { contactId } of leads) await leaveQueue(ctx, contactId);
    return { given: 0, isMore: isFull, wait: null };
  }
  let given = 0;
  for (const { contactId, isWaiting } of leads) {
    if (!isWaiting) {
      await leaveQueue(ctx, contactId);
      continue;
    }
    const { ownerId, wait } = pickAt(ctx, desk, now);
    // They wait in order: for those behind there is no room either.
    if (ownerId === null) return { given, isMore: true, wait };
    if (await writeOwner(ctx, contactId, ownerId)) given += 1;
    countIn(desk, ownerId);
    await keepTurn(ctx, ownerId);
  }
  return { given, isMore: isFull, wait: null };
}

/** Those who need nobody any more leave, wherever they stand in line. By itself: no row of the queue is held while contacts are locked. */
async function letOthersGo({ db, workspace }: Ctx): Promise<void> {
  await db.execute(sql`
    delete from lead_queue q where q.workspace_id = ${workspace.id} and not ${IS_STILL_WAITING}`);
}

/** The first in line, locked; one that was given to somebody or deleted a moment ago no longer waits. */
async function readOldest(ctx: Ctx): Promise<{ contactId: number; isWaiting: boolean }[]> {
  const queued = await ctx.db
    .select({ contactId: leadQueue.contactId })
    .from(leadQueue)
    .where(eq(leadQueue.workspaceId, ctx.workspace.id))
    .orderBy(asc(leadQueue.since), asc(leadQueue.contactId))
    .limit(BATCH);
  const ids = queued.map(({ contactId }) => contactId);
  const there = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(
      and(eq(contacts.workspaceId, ctx.workspace.id), inArray(contacts.id, ids), isNull(contacts.ownerId)),
    )
    .orderBy(asc(contacts.id))
    .for('no key update');
  const free = new Set(there.map(({ id }) => id));
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
