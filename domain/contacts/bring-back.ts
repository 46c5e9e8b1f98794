import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { origins } from '#db/schema/origins.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { lockChoices } from './choices.ts';
import type { Trashed } from './trash.ts';

/** How a contact stands that is back; `isStatusReplaced`: its status was retired meanwhile. */
export type Back = { version: number; statusId: number; originId: number; isStatusReplaced: boolean };

/**
 * Puts the row of a contact that was taken out of the table back under its own id, with its next version, without what belongs to it.
 * @throws `invalid` (originId: gone) when its origin was deleted.
 */
export async function bringBack(ctx: Ctx, id: number, contact: Trashed['contact']): Promise<Back> {
  const statusId = await liveStatus(ctx, contact.status_id);
  const originId = await survivingOrigin(ctx, contact.origin_id);
  const isStatusReplaced = statusId !== contact.status_id;
  const version = contact.version + 1;
  await ctx.db.insert(contacts).values({
    workspaceId: ctx.workspace.id,
    id,
    firstName: contact.first_name,
    lastName: contact.last_name,
    type: contact.type,
    phone: contact.phone,
    email: contact.email,
    company: contact.company,
    website: contact.website,
    notes: contact.notes,
    isActive: contact.is_active,
    ownerId: contact.owner_id,
    statusId,
    originId,
    version,
    createdAt: contact.created_at,
    lastActivityAt: contact.last_activity_at,
    statusSince: isStatusReplaced ? sql`now()` : contact.status_since,
    lastMessageAt: contact.last_message_at,
    optedOutAt: contact.opted_out_at,
  });
  return { version, statusId, originId, isStatusReplaced };
}

async function liveStatus(ctx: Ctx, statusId: number): Promise<number> {
  const same = await lockChoices(ctx, { statusId });
  const found = same.statusId ?? (await lockChoices(ctx, {})).statusId;
  if (found === null) throw invalidField('statusId', 'gone');
  return found;
}

/** The origin itself, locked against going away, or the one that it was merged into since. */
export async function survivingOrigin(ctx: Ctx, originId: number): Promise<number> {
  const [origin] = await ctx.db
    .select({ id: origins.id, mergedIntoId: origins.mergedIntoId })
    .from(origins)
    .where(and(eq(origins.workspaceId, ctx.workspace.id), eq(origins.id, originId)))
    .for('key share');
  if (!origin) throw invalidField('originId', 'gone');
  return origin.mergedIntoId === null ? origin.id : survivingOrigin(ctx, origin.mergedIntoId);
}
