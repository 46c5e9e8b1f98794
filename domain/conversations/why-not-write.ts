import { and, desc, eq } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { isOptOut } from '../consents/opt-out-words.ts';
import { type Unreachable, whyNotMessage } from '../consents/why-not-message.ts';
import { recognise } from '../contacts/recognise.ts';
import type { Ctx } from '../ctx.ts';
import { readWhatsappSettings } from '../whatsapp/settings.ts';
import type { ConversationRow } from './internal.ts';

/**
 * Why the person of a conversation must not be written to; null: they may. As `whyNotMessage`, and also for people who are no contact: by the
 * contact that has their id or phone meanwhile, else by what they said last. To be asked in the transaction that sends.
 * @throws `forbidden`.
 */
export async function whyNotWrite(
  ctx: Ctx,
  { id, contactId, userId, phone }: Pick<ConversationRow, 'id' | 'contactId' | 'userId' | 'phone'>,
): Promise<Unreachable | null> {
  authorize(ctx, 'message.send');
  if (contactId !== null) return whyNotMessage(ctx, contactId);
  const known = userId === null && phone === null ? null : await recognise(ctx, { userId, phone });
  if (known) return whyNotMessage(ctx, known.contactId);
  const [last] = await ctx.db
    .select({ body: messages.body })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        eq(messages.conversationId, id),
        eq(messages.direction, 'in'),
      ),
    )
    .orderBy(desc(messages.at), desc(messages.id))
    .limit(1);
  const { optOutWords } = await readWhatsappSettings(ctx);
  return last && isOptOut(last.body, optOutWords) ? 'opted_out' : null;
}
