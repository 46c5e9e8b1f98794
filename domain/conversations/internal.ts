import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { confinedTo, visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';

export type ConversationRow = typeof conversations.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;

/** One conversation of the workspace. */
export function thisConversation(ctx: Ctx, id: number) {
  return and(eq(conversations.workspaceId, ctx.workspace.id), eq(conversations.id, id));
}

/** One message of the workspace. */
export function thisMessage(ctx: Ctx, id: number) {
  return and(eq(messages.workspaceId, ctx.workspace.id), eq(messages.id, id));
}

/**
 * The conversations that whoever acts may see, as a condition on `conversations`: those with contacts that they may see, and those with
 * people who are no contact yet. One with a contact in the trash is seen by nobody.
 */
function visibleConversations(ctx: Ctx): SQL {
  const isSeen = sql`exists (select from ${contacts}
    where ${contacts.workspaceId} = ${conversations.workspaceId} and ${contacts.id} = ${conversations.contactId}
      and ${visibleContacts(ctx) ?? sql`true`})`;
  return or(isNobodyYet(ctx), isSeen) ?? isSeen;
}

/**
 * A conversation with somebody who is no contact, as a condition on `conversations`. Whoever is confined to their own contacts does not see one
 * with a person whom somebody has written down as a contact since.
 */
export function isNobodyYet(ctx: Ctx): SQL {
  const { contactId, workspaceId, userId, phone } = conversations;
  if (confinedTo(ctx) === null) return isNull(contactId);
  return sql`(${contactId} is null and not exists (
    select from contact_identities i
    where i.workspace_id = ${workspaceId}
      and (i.kind = 'whatsapp_user' and i.value = ${userId} or i.kind = 'phone' and i.value = ${phone})))`;
}

/** A conversation that may be seen. @throws `not_found`. */
export async function findConversation(ctx: Ctx, id: number): Promise<ConversationRow> {
  const [found] = await ctx.db
    .select()
    .from(conversations)
    .where(and(thisConversation(ctx, id), visibleConversations(ctx)));
  if (!found) throw notFound();
  return found;
}

/** A message whose conversation may be seen. @throws `not_found`. */
export async function findMessage(ctx: Ctx, id: number): Promise<MessageRow> {
  const [found] = await ctx.db
    .select({ message: messages })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.workspaceId, messages.workspaceId), eq(conversations.id, messages.conversationId)),
    )
    .where(and(thisMessage(ctx, id), visibleConversations(ctx)));
  if (!found) throw notFound();
  return found.message;
}
