import { and, eq, isNull, sql } from 'drizzle-orm';
import { autoLeads, leadQueue } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import type { QueueReason } from '#db/whatsapp-values.ts';
import type { Ctx } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { nextOwner } from './assign-rules.ts';
import { type Desk, lockDesk } from './desk.ts';
import { isOpenAt } from './hours-rules.ts';
import { IS_STILL_WAITING } from './still-waiting.ts';
import type { AutoLead } from './types.ts';

export type Picked = { ownerId: number | null; wait: QueueReason | null };

/** `contactId`: the lead, where it is a contact already; it may be waiting. */
type Asking = { now: Date; contactId?: number };

/**
 * Whom a lead is to be given to, or why it has to wait: also behind those who wait already, whom the worker gives whatever room there is before. Locks the
 * workspace's turn until the transaction ends, so that leads which arrive at the same time are given out one after the other: ask late in the transaction,
 * and before statuses or origins are locked. Whoever calls has authorised, writes the owner with the contact, and puts one that waits into the queue
 * (`queueLead`).
 */
export async function pickOwner(ctx: Ctx, autoLead: AutoLead, asking: Asking): Promise<Picked> {
  if (autoLead.assignment === 'nobody') return { ownerId: null, wait: null };
  const desk = await lockDesk(ctx);
  if (!desk) return { ownerId: null, wait: null };
  const picked = pickAt(ctx, desk, asking.now);
  if (picked.ownerId === null) return picked;
  const wait = await firstInLine(ctx, asking.contactId);
  if (wait !== null) return { ownerId: null, wait };
  await keepTurn(ctx, picked.ownerId);
  return picked;
}

/** Why the first of those waits who are before this lead in the queue; null: there is nobody. */
async function firstInLine({ db, workspace }: Ctx, contactId?: number): Promise<QueueReason | null> {
  const isBefore =
    contactId === undefined
      ? sql`true`
      : sql`(q.since, q.contact_id) < all (
          select mine.since, mine.contact_id from lead_queue mine
          where mine.workspace_id = q.workspace_id and mine.contact_id = ${contactId})`;
  const [first] = await db.execute<{ reason: QueueReason }>(sql`
    select q.reason from lead_queue q
    where q.workspace_id = ${workspace.id} and ${isBefore} and ${IS_STILL_WAITING}
    order by q.since, q.contact_id limit 1`);
  return first?.reason ?? null;
}

/** The same from what was locked already. For siblings. */
export function pickAt(ctx: Ctx, desk: Desk, now: Date): Picked {
  if (desk.assignment === 'nobody') return { ownerId: null, wait: null };
  if (!isOpenAt(desk.workingHours, now, ctx.workspace.timeZone)) return { ownerId: null, wait: 'closed' };
  const ownerId = nextOwner(desk, desk.candidates);
  return { ownerId, wait: ownerId === null ? 'full' : null };
}

/** Remembers whose turn it was. For siblings. */
export async function keepTurn(ctx: Ctx, lastOwnerId: number): Promise<void> {
  await ctx.db.update(autoLeads).set({ lastOwnerId }).where(eq(autoLeads.workspaceId, ctx.workspace.id));
}

/**
 * Lets a lead wait for an owner, behind all who wait; one that waits already goes on waiting since it began. Only under the lock of `pickOwner`: a
 * transaction's own time would say when it began, not when it came to its turn.
 */
export async function queueLead(ctx: Ctx, contactId: number, reason: QueueReason): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const since = sql`(
    select greatest(clock_timestamp(), max(since) + interval '1 millisecond')
    from lead_queue where workspace_id = ${workspaceId})`;
  await ctx.db
    .insert(leadQueue)
    .values({ workspaceId, contactId, reason, since })
    .onConflictDoUpdate({ target: [leadQueue.workspaceId, leadQueue.contactId], set: { reason } });
}

/**
 * Gives a contact that has no owner to whoever's turn it is, with its event, or lets it wait. Returns its owner, also one that it had already.
 * Inside the caller's transaction, who has authorised.
 */
export async function giveOwner(
  ctx: Ctx,
  autoLead: AutoLead,
  { contactId, now }: { contactId: number; now: Date },
): Promise<number | null> {
  const [contact] = await ctx.db
    .select({ ownerId: contacts.ownerId })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId)));
  if (!contact || contact.ownerId !== null) return contact?.ownerId ?? null;
  const { ownerId, wait } = await pickOwner(ctx, autoLead, { now, contactId });
  if (wait !== null) await queueLead(ctx, contactId, wait);
  if (ownerId !== null) await writeOwner(ctx, contactId, ownerId);
  return ownerId;
}

/** Writes the owner of a contact that still has none, and takes it out of the queue. For siblings. */
export async function writeOwner(ctx: Ctx, contactId: number, ownerId: number): Promise<boolean> {
  const [given] = await ctx.db
    .update(contacts)
    .set({ ownerId, updatedAt: sql`now()`, version: sql`${contacts.version} + 1` })
    .where(
      and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId), isNull(contacts.ownerId)),
    )
    .returning({ id: contacts.id });
  await leaveQueue(ctx, contactId);
  if (!given) return false;
  await recordContactEvents(ctx, [
    { contactId, kind: 'contact.owner_changed', before: { ownerId: null }, after: { ownerId } },
  ]);
  return true;
}

/** Takes a contact out of the queue. For siblings. */
export async function leaveQueue(ctx: Ctx, contactId: number): Promise<void> {
  await ctx.db
    .delete(leadQueue)
    .where(and(eq(leadQueue.workspaceId, ctx.workspace.id), eq(leadQueue.contactId, contactId)));
}
