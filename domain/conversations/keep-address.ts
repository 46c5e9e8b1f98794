import { and, eq, inArray, sql } from 'drizzle-orm';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { phoneVariants } from '#lib/phone.ts';
import { lockPhones } from '../contacts/identities.ts';
import type { Ctx } from '../ctx.ts';
import type { Address } from './address.ts';
import { type MessageRow, thisConversation } from './internal.ts';

type Answered = { phone: string | null; userId: string | null };

/**
 * Keeps how WhatsApp calls the person that a message went to: their own messages come under that name. A phone that is no spelling of one the
 * contact has becomes one more identity, unless somebody else has it.
 */
export async function keepAddress(
  tx: Ctx,
  { conversationId, contactId }: MessageRow,
  address: Address,
  { phone, userId }: Answered,
): Promise<void> {
  await tx.db
    .update(conversations)
    .set({
      phone: sql`coalesce(${conversations.phone}, ${phone})`,
      userId: sql`coalesce(${conversations.userId}, ${userId})`,
    })
    .where(
      and(
        thisConversation(tx, conversationId),
        sql`(${conversations.phone} is null and ${phone}::text is not null
          or ${conversations.userId} is null and ${userId}::text is not null)`,
      ),
    );
  if (contactId === null) return;
  const isOther = phone !== null && !('phone' in address && phoneVariants(address.phone).includes(phone));
  if (isOther) await addAlias(tx, contactId, 'phone', phone);
  if (userId !== null && !('userId' in address && address.userId === userId)) {
    await addAlias(tx, contactId, 'whatsapp_user', userId);
  }
}

async function addAlias(
  tx: Ctx,
  contactId: number,
  kind: 'phone' | 'whatsapp_user',
  value: string,
): Promise<void> {
  if (kind === 'phone') await lockPhones(tx, [value]);
  const [contact] = await tx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, tx.workspace.id), eq(contacts.id, contactId)))
    .for('no key update');
  if (!contact) return;
  const spellings = kind === 'phone' ? phoneVariants(value) : [value];
  const [held] = await tx.db
    .select({ contactId: contactIdentities.contactId })
    .from(contactIdentities)
    .where(
      and(
        eq(contactIdentities.workspaceId, tx.workspace.id),
        eq(contactIdentities.kind, kind),
        inArray(contactIdentities.value, spellings),
      ),
    )
    .limit(1);
  if (held) return;
  await tx.db
    .insert(contactIdentities)
    .values({ workspaceId: tx.workspace.id, kind, value, contactId, source: 'message' })
    .onConflictDoNothing();
}
