import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { contactIdentities } from '#db/schema/contacts.ts';
import type { Match } from '#db/whatsapp-values.ts';
import { phoneVariants, samePhoneLockKey } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { passing } from './phone-gate.ts';

/** What WhatsApp says that somebody is: their id in our business portfolio, and their number in its spelling; at least one of them. */
export type WhatsappPerson = { userId: string | null; phone: string | null };

/** By what a contact was recognised. `other`: the contact that has the phone, where another one has the id. */
export type Recognised = {
  contactId: number;
  matchedBy: Match;
  matchedValue: string;
  otherId: number | null;
};

/**
 * Makes everybody else who is about to look for the same people, or to write what they are recognised by, wait until this transaction ends.
 * `first` are keys that are locked before; then phones, then ids, each in their own order.
 */
export async function lockPeople(ctx: Ctx, people: WhatsappPerson[], first: string[] = []): Promise<void> {
  const w = ctx.workspace.id;
  const phones = people.flatMap(({ phone }) => (phone === null ? [] : samePhoneLockKey(phone)));
  const ids = people.flatMap(({ userId }) => userId ?? []);
  const inOrder = (list: string[]) => [...new Set(list)].sort();
  const locks = [
    ...first,
    ...inOrder(phones).map((key) => `phone:${w}:${key}`),
    ...inOrder(ids).map((id) => `user:${w}:${id}`),
  ].map((key) => sql`pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  // One statement: the columns of a row without a table are worked out from left to right.
  await ctx.db.execute(
    sql`select ${sql.join([...locks.slice(0, first.length), passing(ctx), ...locks.slice(first.length)], sql`, `)}`,
  );
}

/**
 * The contact that a person is: by their id, then by exactly their phone, then by another spelling of it. Null: nobody knows them.
 * @throws `forbidden`.
 */
export async function recognise(ctx: Ctx, { userId, phone }: WhatsappPerson): Promise<Recognised | null> {
  authorize(ctx, 'contact.read');
  const { workspaceId, kind, value, contactId } = contactIdentities;
  const isUser = userId === null ? undefined : and(eq(kind, 'whatsapp_user'), eq(value, userId));
  const isPhone = phone === null ? undefined : and(eq(kind, 'phone'), inArray(value, phoneVariants(phone)));
  const found = await ctx.db
    .select({ kind, value, contactId })
    .from(contactIdentities)
    .where(and(eq(workspaceId, ctx.workspace.id), or(isUser, isPhone)));
  const byUser = found.find((one) => one.kind === 'whatsapp_user');
  const byPhone = found.find((one) => one.kind === 'phone' && one.value === phone);
  const byVariant = found.find((one) => one.kind === 'phone');
  const holder = byPhone ?? byVariant;
  const best = byUser ?? holder;
  if (!best) return null;
  return {
    contactId: best.contactId,
    matchedBy: best === byUser ? 'user_id' : best === byPhone ? 'phone' : 'variant',
    matchedValue: best.value,
    otherId: holder && holder.contactId !== best.contactId ? holder.contactId : null,
  };
}
