import { and, eq, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { type ConversationRow, thisConversation } from './internal.ts';

/** Keeps a contact that may be seen locked until the transaction ends: it is written to. @throws `not_found`. */
export async function touchContact(ctx: Ctx, id: number): Promise<void> {
  const touched = await ctx.db
    .update(contacts)
    .set({ lastActivityAt: sql`now()` })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
    .returning({ id: contacts.id });
  if (touched.length === 0) throw notFound();
}

/** Whether a number of ours can be sent from. */
export async function isConnected(ctx: Ctx, id: number): Promise<boolean> {
  const [number] = await ctx.db
    .select({ id: whatsappNumbers.id })
    .from(whatsappNumbers)
    .where(
      and(
        eq(whatsappNumbers.workspaceId, ctx.workspace.id),
        eq(whatsappNumbers.id, id),
        isNull(whatsappNumbers.disconnectedAt),
      ),
    );
  return number !== undefined;
}

/** The conversation between a contact and a number; made where there is none. */
export async function conversationWith(ctx: Ctx, contactId: number, numberId: number): Promise<number> {
  const between = and(
    eq(conversations.workspaceId, ctx.workspace.id),
    eq(conversations.contactId, contactId),
    eq(conversations.numberId, numberId),
  );
  await ctx.db
    .insert(conversations)
    .values({ workspaceId: ctx.workspace.id, contactId, numberId, lastMessageAt: sql`now()` })
    .onConflictDoNothing();
  const [found] = await ctx.db.select({ id: conversations.id }).from(conversations).where(between);
  if (!found) throw new Error('a conversation that was just made is missing');
  return found.id;
}

/** Locks a conversation until the transaction ends; its contact is locked before it. @throws `not_found`. */
export async function lockConversation(ctx: Ctx, id: number): Promise<ConversationRow> {
  const [locked] = await ctx.db
    .select()
    .from(conversations)
    .where(thisConversation(ctx, id))
    .for('no key update');
  if (!locked) throw notFound();
  return locked;
}
