import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { phoneVariants } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { addSeen } from './add-seen.ts';
import { adoptTalks } from './adopt-talks.ts';
import { lockPeople, recognise, type WhatsappPerson } from './recognise.ts';
import { uniteContacts } from './unite.ts';

/** `isKnown`: somebody of ours was, or is by now, that person. */
export type ChangedPerson = { isKnown: boolean; contactId: number | null };

/**
 * WhatsApp says that whoever was `before` is `after` from now on: the contact keeps all names and gets the new ones; the new phone is the one that is shown
 * where the old one was. Who has written under both, and so became two, becomes one. May be told before anything else of the person, or after.
 * @throws `forbidden`.
 */
export async function changePerson(
  ctx: Ctx,
  before: WhatsappPerson,
  after: WhatsappPerson,
): Promise<ChangedPerson> {
  authorize(ctx, 'contact.write');
  await lockPeople(ctx, [before, after]);
  const [old, now] = [await recognise(ctx, before), await recognise(ctx, after)];
  const talks = await moveConversations(ctx, before, after);
  const known = old ?? now;
  if (!known) return { isKnown: talks > 0, contactId: null };
  const isTwo = old !== null && now !== null && old.contactId !== now.contactId;
  const united = isTwo
    ? await uniteContacts(ctx, { one: old.contactId, other: now.contactId }, { trusts: true })
    : null;
  const contactId = united ?? known.contactId;
  if (isTwo && united === null) return { isKnown: true, contactId };
  await writeNames(ctx, contactId, before, after);
  return { isKnown: true, contactId };
}

async function writeNames(
  ctx: Ctx,
  contactId: number,
  before: WhatsappPerson,
  after: WhatsappPerson,
): Promise<void> {
  const isThis = and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId));
  const [held] = await ctx.db.select({ phone: contacts.phone }).from(contacts).where(isThis).for('update');
  if (!held) return;
  await addSeen(ctx, contactId, before, null);
  await addSeen(ctx, contactId, after, null);
  await adoptTalks(ctx, contactId, [before, after]);
  const isOldShown = held.phone !== null && before.phone !== null && isSame(held.phone, before.phone);
  if (!isOldShown || after.phone === null || isSame(held.phone ?? '', after.phone)) return;
  await ctx.db
    .update(contacts)
    .set({
      phone: await spellingOf(ctx, after.phone),
      version: sql`${contacts.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(isThis);
  await recordContactEvents(ctx, [
    { contactId, kind: 'contact.updated', before: { phone: held.phone }, after: { phone: after.phone } },
  ]);
}

const isSame = (one: string, other: string) => phoneVariants(one).includes(other);

/** As the contact is known by it: a stored spelling is never rewritten. */
async function spellingOf(ctx: Ctx, phone: string): Promise<string> {
  return (await recognise(ctx, { userId: null, phone }))?.matchedValue ?? phone;
}

/** Answers go to where the person is now. Returns how many conversations there were. */
async function moveConversations(ctx: Ctx, before: WhatsappPerson, after: WhatsappPerson): Promise<number> {
  const phones = before.phone === null ? [] : phoneVariants(before.phone);
  const moved = await ctx.db.execute(sql`
    update conversations
    set user_id = case when user_id = ${before.userId} or user_id is null then coalesce(${after.userId}::text, user_id) else user_id end,
      phone = case when phone = any(${`{${phones.join(',')}}`}::text[]) then coalesce(${after.phone}::text, phone) else phone end
    where workspace_id = ${ctx.workspace.id}
      and (user_id = ${before.userId}::text or phone = any(${`{${phones.join(',')}}`}::text[]))`);
  return moved.count;
}
