import { and, eq, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { addSeen } from '../contacts/add-seen.ts';
import { adoptWhereKnown } from '../contacts/adopt-talks.ts';
import { lockPeople, recognise, type WhatsappPerson } from '../contacts/recognise.ts';
import { uniteContacts } from '../contacts/unite.ts';
import type { Ctx } from '../ctx.ts';
import type { Target } from './find-target.ts';
import { thisConversation } from './internal.ts';

/**
 * Meta tells the id of whoever got a message of ours: when they answer, it may be by that alone, without a phone. Done once for each conversation, and
 * before the message itself is locked. For siblings.
 */
export async function learnRecipient(
  ctx: Ctx,
  { conversationId }: Target,
  { userId, phone }: WhatsappPerson,
): Promise<void> {
  if (userId === null) return;
  const [talk] = await ctx.db
    .select({ contactId: conversations.contactId })
    .from(conversations)
    .where(and(thisConversation(ctx, conversationId), isNull(conversations.userId)));
  if (!talk) return;
  await lockPeople(ctx, [{ userId, phone }]);
  const known = await recognise(ctx, { userId, phone: null });
  if (talk.contactId !== null && known && known.contactId !== talk.contactId)
    await uniteContacts(ctx, { one: known.contactId, other: talk.contactId });
  if (talk.contactId !== null && !known) {
    const [held] = await ctx.db
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, talk.contactId)))
      .for('update');
    if (held) await addSeen(ctx, held.id, { userId, phone: null }, null);
  }
  await ctx.db
    .update(conversations)
    .set({ userId: sql`coalesce(${conversations.userId}, ${userId})` })
    .where(thisConversation(ctx, conversationId));
  if (talk.contactId === null) await adoptWhereKnown(ctx, { userId, phone: null });
}
