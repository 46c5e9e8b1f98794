import { and, eq } from 'drizzle-orm';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '../ctx.ts';
import type { ConversationRow } from './internal.ts';

/** Where Meta is told to send to: E.164 digits without plus, or its own id of the person. */
export type Address = { phone: string } | { userId: string };

/**
 * Where the person of a conversation is written to: WhatsApp's own spelling of their number, their id, then what the contact has. Null where
 * there is neither.
 */
export async function addressOf(
  ctx: Ctx,
  { phone, userId, contactId }: Pick<ConversationRow, 'phone' | 'userId' | 'contactId'>,
): Promise<Address | null> {
  if (phone !== null) return { phone };
  if (userId !== null) return { userId };
  return contactId === null ? null : addressOfContact(ctx, contactId);
}

async function addressOfContact(ctx: Ctx, contactId: number): Promise<Address | null> {
  const isTheirs = and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, contactId));
  const [contact] = await ctx.db.select({ phone: contacts.phone }).from(contacts).where(isTheirs);
  if (contact?.phone) return { phone: contact.phone };
  const [identity] = await ctx.db
    .select({ value: contactIdentities.value })
    .from(contactIdentities)
    .where(
      and(
        eq(contactIdentities.workspaceId, ctx.workspace.id),
        eq(contactIdentities.contactId, contactId),
        eq(contactIdentities.kind, 'whatsapp_user'),
      ),
    )
    .limit(1);
  return identity ? { userId: identity.value } : null;
}
