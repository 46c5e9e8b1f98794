import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { phoneVariants } from '#lib/phone.ts';
import { addSeen } from '../contacts/add-seen.ts';
import { adoptWhereKnown } from '../contacts/adopt-talks.ts';
import { lockPeople } from '../contacts/recognise.ts';
import type { Ctx } from '../ctx.ts';
import type { Address } from './address.ts';
import { type MessageRow, thisConversation } from './internal.ts';

type Answered = { phone: string | null; userId: string | null };

/**
 * Keeps how WhatsApp calls the person that a message went to: their own messages come under that name. A phone that is no spelling of the one that
 * was dialled becomes one more identity of the contact, unless somebody has it. Before the message itself is locked. For siblings.
 */
export async function keepAddress(
  tx: Ctx,
  { conversationId, contactId }: MessageRow,
  address: Address,
  answered: Answered,
): Promise<void> {
  const { phone, userId } = answered;
  const isOtherPhone =
    phone !== null && !('phone' in address && phoneVariants(address.phone).includes(phone));
  const isOtherUser = userId !== null && !('userId' in address && address.userId === userId);
  if (contactId !== null && (isOtherPhone || isOtherUser)) {
    await addAlias(tx, contactId, {
      phone: isOtherPhone ? phone : null,
      userId: isOtherUser ? userId : null,
    });
  }
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
  if (contactId === null && (isOtherPhone || isOtherUser)) await adoptWhereKnown(tx, { phone, userId });
}

async function addAlias(tx: Ctx, contactId: number, seen: Answered): Promise<void> {
  await lockPeople(tx, [seen]);
  const [held] = await tx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, tx.workspace.id), eq(contacts.id, contactId)))
    .for('update');
  if (held) await addSeen(tx, contactId, seen, null);
}
