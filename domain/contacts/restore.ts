import { and, eq, sql } from 'drizzle-orm';
import { contacts, contactTrash } from '#db/schema/contacts.ts';
import { origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { lockChoices } from './choices.ts';
import { explainingDuplicates, lockPhones, refuseDuplicates } from './identities.ts';
import { contactInput } from './input.ts';
import { isTrashed, readTrash, restoreBelongings, type Trashed } from './trash.ts';

/** `isStatusReplaced`: its status was retired meanwhile, so it came back in the default one. */
export type Restored = { id: number; version: number; isStatusReplaced: boolean };

/**
 * Brings a deleted contact back under its own id, with its identities and history.
 * @throws `duplicate` (phone, email: taken_by…) when another contact has its phone or e-mail by now; `invalid` (originId: gone) when its
 * origin was deleted; `not_found`; `forbidden`.
 */
export async function restoreContact(ctx: Ctx, input: unknown): Promise<Restored> {
  authorize(ctx, 'contact.delete');
  const { id } = parseInput(contactInput, input);
  const trashed = await readTrash(ctx, id);
  return explainingDuplicates(ctx, trashed.contact, id, () =>
    inTransaction(ctx, (tx) => restore(tx, id, trashed)),
  );
}

async function restore(ctx: Ctx, id: number, trashed: Trashed): Promise<Restored> {
  const { contact } = trashed;
  await lockPhones(ctx, [contact.phone]);
  // Whoever takes it out of the trash restores it; a second one at the same time finds nothing.
  const taken = await ctx.db.delete(contactTrash).where(isTrashed(ctx, id)).returning();
  if (taken.length === 0) throw notFound();
  await refuseDuplicates(ctx, contact, id);
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
  await restoreBelongings(ctx, id, trashed);
  await recordContactEvents(ctx, [
    { contactId: id, kind: 'contact.restored', after: { statusId, originId, ownerId: contact.owner_id } },
  ]);
  return { id, version, isStatusReplaced };
}

async function liveStatus(ctx: Ctx, statusId: number): Promise<number> {
  const same = await lockChoices(ctx, { statusId });
  const found = same.statusId ?? (await lockChoices(ctx, {})).statusId;
  if (found === null) throw invalidField('statusId', 'gone');
  return found;
}

/** The origin itself, or the one that it was merged into since. */
async function survivingOrigin(ctx: Ctx, originId: number): Promise<number> {
  const [origin] = await ctx.db
    .select({ id: origins.id, mergedIntoId: origins.mergedIntoId })
    .from(origins)
    .where(and(eq(origins.workspaceId, ctx.workspace.id), eq(origins.id, originId)))
    .for('key share');
  if (!origin) throw invalidField('originId', 'gone');
  return origin.mergedIntoId === null ? origin.id : survivingOrigin(ctx, origin.mergedIntoId);
}
