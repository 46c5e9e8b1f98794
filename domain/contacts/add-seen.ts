import { and, eq, sql } from 'drizzle-orm';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { phoneVariants } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { adoptTalks } from './adopt-talks.ts';
import type { WhatsappPerson } from './recognise.ts';

/**
 * Gives a contact what WhatsApp says it can be recognised by, as far as nobody has it: a phone in any of its spellings is there once. The first phone
 * becomes the one that is shown, with its event. What they wrote before under a new name is the contact's from now on. `messageId`: what brought it. The contact's row and the identities are locked.
 * @throws `forbidden`.
 */
export async function addSeen(
  ctx: Ctx,
  contactId: number,
  { userId, phone }: WhatsappPerson,
  messageId: number | null,
): Promise<void> {
  authorize(ctx, 'contact.write');
  const isNewUser =
    userId !== null &&
    (await add(ctx, contactId, { kind: 'whatsapp_user', value: userId }, [userId], messageId));
  const isNewPhone =
    phone !== null &&
    (await add(ctx, contactId, { kind: 'phone', value: phone }, phoneVariants(phone), messageId));
  if (isNewPhone) await becomeMain(ctx, contactId, phone);
  if (isNewUser || isNewPhone) await adoptTalks(ctx, contactId, [{ userId, phone }]);
}

/**
 * The same for a contact that has just been made with its phone, of a person whom nobody knew.
 * @throws `forbidden`.
 */
export async function addFirstSeen(
  ctx: Ctx,
  contactId: number,
  { userId, phone }: WhatsappPerson,
  messageId: number | null,
): Promise<void> {
  authorize(ctx, 'contact.write');
  const own = { workspaceId: ctx.workspace.id, contactId, source: 'message' as const, sourceId: messageId };
  await ctx.db
    .insert(contactIdentities)
    .values([
      ...(phone === null ? [] : [{ ...own, kind: 'phone' as const, value: phone }]),
      ...(userId === null ? [] : [{ ...own, kind: 'whatsapp_user' as const, value: userId }]),
    ]);
  await adoptTalks(ctx, contactId, [{ userId, phone }]);
}

async function add(
  ctx: Ctx,
  contactId: number,
  { kind, value }: { kind: 'phone' | 'whatsapp_user'; value: string },
  spellings: string[],
  messageId: number | null,
): Promise<boolean> {
  const list = sql.join(
    spellings.map((one) => sql`${one}`),
    sql`, `,
  );
  const added = await ctx.db.execute(sql`
    insert into ${contactIdentities} (workspace_id, kind, value, contact_id, source, source_id)
    select ${ctx.workspace.id}::bigint, ${kind}, ${value}, ${contactId}::bigint, 'message', ${messageId}::bigint
    where not exists (
      select from contact_identities held
      where held.workspace_id = ${ctx.workspace.id} and held.kind = ${kind} and held.value in (${list}))`);
  return added.count > 0;
}

async function becomeMain(ctx: Ctx, contactId: number, phone: string): Promise<void> {
  const changed = await ctx.db
    .update(contacts)
    .set({ phone, version: sql`${contacts.version} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(contacts.workspaceId, ctx.workspace.id),
        eq(contacts.id, contactId),
        sql`${contacts.phone} is null`,
      ),
    )
    .returning({ id: contacts.id });
  if (changed.length === 0) return;
  await recordContactEvents(ctx, [
    { contactId, kind: 'contact.updated', before: { phone: null }, after: { phone } },
  ]);
}
