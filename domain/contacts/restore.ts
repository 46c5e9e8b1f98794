import { contactTrash } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { adoptAllTalks } from './adopt-talks.ts';
import { bringBack } from './bring-back.ts';
import { explainingDuplicates, refuseDuplicates } from './identities.ts';
import { contactInput } from './input.ts';
import { lockPeople } from './recognise.ts';
import { isTrashed, readTrash, restoreBelongings, type Trashed } from './trash.ts';

/** `isStatusReplaced`: its status was retired meanwhile, so it came back in the default one. */
export type Restored = { id: number; version: number; isStatusReplaced: boolean };

/**
 * Brings a deleted contact back under its own id, with its identities and history, and what its phones have written meanwhile as nobody's.
 * @throws `duplicate` (phone, email: taken_by…) when another contact has its phone or e-mail by now; `invalid` (originId: gone) when its
 * origin was deleted; `not_found`; `forbidden`.
 */
export async function restoreContact(ctx: Ctx, input: unknown): Promise<Restored> {
  authorize(ctx, 'contact.restore');
  const { id } = parseInput(contactInput, input);
  return restoreTrashed(ctx, { id });
}

/** The same for one of many contacts, whose events share `changeId`. @throws as `restoreContact`. */
export async function restoreTrashed(
  ctx: Ctx,
  { id, changeId }: { id: number; changeId?: string },
): Promise<Restored> {
  authorize(ctx, 'contact.restore');
  const trashed = await readTrash(ctx, id);
  return explainingDuplicates(ctx, trashed.contact, id, () =>
    inTransaction(ctx, (tx) => restore(tx, id, trashed, changeId)),
  );
}

async function restore(ctx: Ctx, id: number, trashed: Trashed, changeId?: string): Promise<Restored> {
  const { contact } = trashed;
  const phones = trashed.identities.filter(({ kind }) => kind === 'phone').map(({ value }) => value);
  const emails = trashed.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value);
  const ids = trashed.identities.filter(({ kind }) => kind === 'whatsapp_user').map(({ value }) => value);
  await lockPeople(ctx, [
    ...phones.map((phone) => ({ phone, userId: null })),
    ...ids.map((userId) => ({ phone: null, userId })),
  ]);
  // Whoever takes it out of the trash restores it; a second one at the same time finds nothing.
  const taken = await ctx.db.delete(contactTrash).where(isTrashed(ctx, id)).returning();
  if (taken.length === 0) throw notFound();
  await refuseDuplicates(ctx, contact, id);
  for (const phone of phones) await refuseDuplicates(ctx, { phone, email: null }, id);
  for (const email of emails) await refuseDuplicates(ctx, { phone: null, email }, id);
  const back = await bringBack(ctx, id, contact);
  await restoreBelongings(ctx, id, trashed);
  await recordContactEvents(ctx, [
    {
      contactId: id,
      kind: 'contact.restored',
      after: { statusId: back.statusId, originId: back.originId, ownerId: contact.owner_id },
      ...(changeId && { changeId }),
    },
  ]);
  await adoptAllTalks(ctx, id);
  return { id, version: back.version, isStatusReplaced: back.isStatusReplaced };
}
