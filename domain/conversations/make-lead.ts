import { and, asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { messages } from '#db/schema/conversations.ts';
import { authorize } from '../authorize.ts';
import { readAutoLead } from '../auto-lead/read.ts';
import { decideOrigin } from '../auto-lead/rules.ts';
import { addTouch } from '../auto-lead/touches.ts';
import { saidEvents } from '../consents/heed.ts';
import { isOptOut } from '../consents/opt-out-words.ts';
import { addFirstSeen } from '../contacts/add-seen.ts';
import { lockPeople, recognise } from '../contacts/recognise.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { announceProgress, recordContactEvents } from '../events.ts';
import { id, parseInput } from '../input.ts';
import { readWhatsappSettings } from '../whatsapp/settings.ts';
import { readContent } from './content.ts';
import { createLead } from './create-lead.ts';
import { type ConversationRow, findConversation, type MessageRow } from './internal.ts';
import { judgeArrivals } from './judge-arrivals.ts';
import { openConversation } from './open.ts';

/** `isNew`: nobody knew them; else the conversation went to the contact that they are. */
export type LeadMade = { contactId: number; isNew: boolean };

/**
 * Makes a lead of somebody who wrote while no leads were made of messages, as if it had been made of their first message: by the same rules, and with all
 * that they have written, and the touches of it. It is whoever made it who gets it. Asked for again, it is the same lead.
 * @throws `invalid` (originId: required, where the workspace has none); `not_found`; `forbidden`.
 */
export async function makeLead(ctx: Ctx, input: unknown): Promise<LeadMade> {
  authorize(ctx, 'contact.write');
  const { conversationId } = parseInput(z.object({ conversationId: id }), input);
  return inTransaction(ctx, async (tx) => {
    const { userId, phone } = await findConversation(tx, conversationId);
    await lockPeople(tx, [{ userId, phone }]);
    // Somebody else may have made it while the locks were waited for.
    const talk = await findConversation(tx, conversationId);
    if (talk.contactId !== null) return { contactId: talk.contactId, isNew: false };
    const found = await recognise(tx, talk);
    if (!found) return make(tx, talk);
    await giveTo(tx, talk, found.contactId);
    await judgeArrivals(tx, found.contactId);
    return { contactId: found.contactId, isNew: false };
  });
}

async function make(ctx: Ctx, talk: ConversationRow): Promise<LeadMade> {
  const autoLead = await readAutoLead(ctx);
  if (autoLead.originId === null) throw invalidField('originId', 'required');
  const first = await inbound(ctx, talk, 'first');
  const last = await inbound(ctx, talk, 'last');
  if (!first || !last) throw notFound();
  const { referral } = readContent(first.type, first.content);
  const arrival = { numberId: talk.numberId, text: first.body.slice(0, 4_096).toWellFormed(), referral };
  const ruling = { ...decideOrigin(autoLead, arrival), kind: 'by_hand' as const };
  const { optOutWords } = await readWhatsappSettings(ctx);
  const isOut = isOptOut(last.body, optOutWords);
  const { userId, phone, profileName } = talk;
  const { contactId, event } = await createLead(ctx, autoLead, {
    person: { userId, phone, profileName, username: '' },
    ruling,
    at: last.at,
    optedOutAt: isOut ? last.at : null,
    ownerId: actorId(ctx),
  });
  const { id: messageId, at } = first;
  const touchId = await addTouch(ctx, { contactId, messageId, at, arrival, ruling });
  const said = { optedOutAt: last.at, event: isOut ? ('contact.opted_out' as const) : null };
  await recordContactEvents(ctx, [
    { ...event, after: { ...event.after, messageId, touchId } },
    ...saidEvents(contactId, said, { at: last.at, isOut, how: 'by_word' }),
  ]);
  await giveTo(ctx, talk, contactId);
  await addFirstSeen(ctx, contactId, { userId, phone }, messageId);
  await judgeArrivals(ctx, contactId);
  return { contactId, isNew: true };
}

async function giveTo(
  ctx: Ctx,
  { numberId, userId, phone, lastMessageAt: at }: ConversationRow,
  contactId: number,
) {
  const person = { userId, phone };
  const talk = await openConversation(ctx, { numberId, contactId, person, at, matchedBy: 'by_hand' });
  await announceProgress(ctx, 'conversation', talk.id);
}

async function inbound(
  ctx: Ctx,
  talk: ConversationRow,
  which: 'first' | 'last',
): Promise<MessageRow | undefined> {
  const order = which === 'first' ? asc : desc;
  const [message] = await ctx.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspace.id),
        eq(messages.conversationId, talk.id),
        eq(messages.direction, 'in'),
      ),
    )
    .orderBy(order(messages.at), order(messages.id))
    .limit(1);
  return message;
}
