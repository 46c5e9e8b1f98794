import { and, eq, lte, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { messages } from '#db/schema/conversations.ts';
import { statuses } from '#db/schema/statuses.ts';
import type { StatusKind } from '#db/values.ts';
import { pickOwner, queueLead } from '../auto-lead/assign.ts';
import { reopenOf } from '../auto-lead/rules.ts';
import type { AutoLead } from '../auto-lead/types.ts';
import { lastOptIn, saidEvents, type Word } from '../consents/heed.ts';
import { heed } from '../consents/said-rules.ts';
import { lockChoices } from '../contacts/choices.ts';
import type { Ctx } from '../ctx.ts';
import type { ContactEvent } from '../events.ts';

/** How a contact stood before it wrote again. */
type Standing = {
  statusId: number;
  statusKind: StatusKind;
  statusSince: Date;
  ownerId: number | null;
  isActive: boolean;
  lastMessageAt: Date | null;
  optedOutAt: Date | null;
};

/** Whether this is where a conversation with them begins (anew), and the events of what changed. */
export type WroteAgain = { isArrival: boolean; events: ContactEvent[] };

type Next = {
  statusId?: number;
  ownerId?: number;
  isActive?: true;
};

/**
 * Notes that a contact wrote at `word.at`, and what follows by the workspace's settings: one that was won or lost opens again, an inactive one is active
 * again, one that had asked for silence gets messages again (or the other way round). Never by a message that is older than what it would undo. Null:
 * the contact is gone. Locks the contact, after what it will point at. For siblings.
 */
export async function writeAgain(
  ctx: Ctx,
  contactId: number,
  { autoLead, word }: { autoLead: AutoLead; word: Word },
): Promise<WroteAgain | null> {
  const before = await read(ctx, contactId, false);
  if (!before) return null;
  const wanted = await plan(ctx, autoLead, { ...before, contactId }, word.at);
  const held = await read(ctx, contactId, true);
  if (!held) return null;
  // Somebody moved it while the locks were waited for: what was planned was about something else.
  const isMoved = held.statusId !== before.statusId || held.isActive !== before.isActive;
  const next = isMoved ? {} : wanted.next;
  if (held.ownerId !== null) delete next.ownerId;
  const said = heed({ ...held, optedInAt: await lastOptIn(ctx, contactId, word) }, word);
  await write(ctx, contactId, {
    next,
    at: word.at,
    optedOutAt: said.optedOutAt,
    isSaid: said.event !== null,
  });
  if (next.statusId !== undefined && held.ownerId === null && wanted.wait !== null)
    await queueLead(ctx, contactId, wanted.wait);
  return {
    isArrival: Object.keys(next).length > 0 || (await isFirst(ctx, contactId, held, word.at)),
    events: [...eventsOf(contactId, held, next), ...saidEvents(contactId, said, word)],
  };
}

/** Also when it is told after later ones. */
async function isFirst(ctx: Ctx, contactId: number, { lastMessageAt }: Standing, at: Date): Promise<boolean> {
  if (lastMessageAt === null) return true;
  if (at >= lastMessageAt) return false;
  const earlier = await ctx.db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        eq(messages.contactId, contactId),
        eq(messages.direction, 'in'),
        lte(messages.at, at),
      ),
    )
    .limit(1);
  return earlier.length === 0;
}

async function read(ctx: Ctx, id: number, isLocking: boolean): Promise<Standing | undefined> {
  const query = ctx.db
    .select({
      statusId: contacts.statusId,
      statusKind: statuses.kind,
      statusSince: contacts.statusSince,
      ownerId: contacts.ownerId,
      isActive: contacts.isActive,
      lastMessageAt: contacts.lastMessageAt,
      optedOutAt: contacts.optedOutAt,
    })
    .from(contacts)
    .innerJoin(
      statuses,
      and(eq(statuses.workspaceId, contacts.workspaceId), eq(statuses.id, contacts.statusId)),
    )
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
  const [row] = isLocking ? await query.for('update', { of: contacts }) : await query;
  return row;
}

/** What is to change, with a lock on what the contact will point at. */
async function plan(
  ctx: Ctx,
  autoLead: AutoLead,
  { lastMessageAt, contactId, ...before }: Standing & { contactId: number },
  at: Date,
) {
  const isNews = lastMessageAt === null || at > lastMessageAt;
  const reopening = at > before.statusSince ? reopenOf(autoLead, before) : null;
  const next: Next = {};
  if (isNews && !before.isActive && autoLead.isOn && autoLead.reactivates) next.isActive = true;
  if (!reopening) return { next, wait: null };
  const picked =
    before.ownerId === null
      ? await pickOwner(ctx, autoLead, { now: new Date(), contactId })
      : { ownerId: null, wait: null };
  const { statusId, ownerId } = await lockChoices(ctx, { ...reopening, ownerId: picked.ownerId });
  if (statusId !== null) next.statusId = statusId;
  if (ownerId !== null) next.ownerId = ownerId;
  return { next, wait: picked.wait };
}

async function write(
  ctx: Ctx,
  id: number,
  facts: { next: Next; at: Date; optedOutAt: Date | null; isSaid: boolean },
): Promise<void> {
  const { next, at, optedOutAt, isSaid } = facts;
  const moment = sql`${at.toISOString()}::timestamptz`;
  const isEdit = isSaid || Object.keys(next).length > 0;
  await ctx.db
    .update(contacts)
    .set({
      ...next,
      ...(next.statusId !== undefined && { statusSince: sql`now()` }),
      // A message alone is no edit: whoever has the contact open to change it need not be told.
      ...(isEdit && { version: sql`${contacts.version} + 1`, updatedAt: sql`now()` }),
      optedOutAt,
      lastMessageAt: sql`greatest(${contacts.lastMessageAt}, ${moment})`,
      lastActivityAt: sql`greatest(${contacts.lastActivityAt}, ${moment})`,
    })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
}

function eventsOf(
  contactId: number,
  before: Standing,
  { statusId, ownerId, isActive }: Next,
): ContactEvent[] {
  const events: ContactEvent[] = [];
  if (isActive)
    events.push({
      contactId,
      kind: 'contact.updated',
      before: { isActive: false },
      after: { isActive: true },
    });
  if (statusId !== undefined)
    events.push({
      contactId,
      kind: 'contact.status_changed',
      before: { statusId: before.statusId, statusSince: before.statusSince },
      after: { statusId },
    });
  if (ownerId !== undefined)
    events.push({
      contactId,
      kind: 'contact.owner_changed',
      before: { ownerId: before.ownerId },
      after: { ownerId },
    });
  return events;
}
