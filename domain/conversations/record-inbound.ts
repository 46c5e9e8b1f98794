import { and, eq, sql } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import type { Match } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Arrival } from '../auto-lead/arrival.ts';
import { decideOrigin, isArrival } from '../auto-lead/rules.ts';
import { addTouch } from '../auto-lead/touches.ts';
import type { AutoLead, Ruling } from '../auto-lead/types.ts';
import { saidEvents, type Word } from '../consents/heed.ts';
import { isOptOut } from '../consents/opt-out-words.ts';
import { addFirstSeen, addSeen } from '../contacts/add-seen.ts';
import { lockPeople, type Recognised, recognise } from '../contacts/recognise.ts';
import { uniteContacts } from '../contacts/unite.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress, type ContactEvent, recordContactEvents } from '../events.ts';
import type { ParsedMessage } from '../webhooks/parse-message.ts';
import { correctOrigin } from './correct-origin.ts';
import { createLead } from './create-lead.ts';
import { profileLine } from './lead-name.ts';
import { noteInbound, openConversation } from './open.ts';
import { messageLock, takeUpWithWriter } from './waiting.ts';
import { writeAgain } from './write-again.ts';

/** How a workspace takes messages, and which of its numbers got this one. */
export type Reception = { numberId: number; autoLead: AutoLead; optOutWords: readonly string[] };

/** What became of a message. `contactId` null: it is kept, and no lead was made of it. */
export type Recorded = { isNew: boolean; messageId: number; contactId: number | null };

/** Who wrote, and what that changed; `isArrival`: a conversation with them begins (anew). */
type Writer = {
  contactId: number | null;
  matchedBy: Match | null;
  matchedValue: string | null;
  isCreated: boolean;
  isArrival: boolean;
  events: ContactEvent[];
};

/**
 * Records one message of a person, once, with everything that follows: a new lead, or the contact that they are; the touch; the conversation; whether they
 * want messages. Must be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function recordInbound(
  ctx: Ctx,
  message: ParsedMessage,
  reception: Reception,
): Promise<Recorded> {
  authorize(ctx, 'contact.write');
  await lockPeople(ctx, [message.person], [messageLock(ctx, message.wamid)]);
  const known = await findMessage(ctx, message.wamid);
  if (known) return { ...known, isNew: false };
  const arrival = arrivalOf(message, reception);
  const ruling = reception.autoLead.originId === null ? null : decideOrigin(reception.autoLead, arrival);
  const writer = await findWriter(ctx, message, reception, ruling);
  const { contactId } = writer;
  const { numberId } = reception;
  const { person, at } = message;
  const profileName = profileLine(person.profileName || person.username);
  const isSilence = isOptOut(message.body, reception.optOutWords);
  const told = { at, person: namesOf(message), profileName, isSilence };
  const conversation = await openConversation(ctx, { ...told, numberId, contactId });
  const messageId = await insert(ctx, message, { conversationId: conversation.id, writer, isSilence });
  if (!conversation.isNew) await noteInbound(ctx, conversation.id, told);
  if (contactId !== null) await finish(ctx, { messageId, message, arrival, ruling, writer, contactId });
  await announceProgress(ctx, 'conversation', conversation.id);
  await takeUpWithWriter(ctx, message.wamid, writer.isCreated ? message.person : null);
  return { isNew: true, messageId, contactId };
}

const namesOf = ({ person: { userId, phone } }: ParsedMessage) => ({ userId, phone });

function arrivalOf({ body, referral }: ParsedMessage, { numberId }: Reception): Arrival {
  return { numberId, text: body.slice(0, 4_096).toWellFormed(), referral };
}

async function findMessage(ctx: Ctx, wamid: string) {
  const [found] = await ctx.db
    .select({ messageId: messages.id, contactId: messages.contactId })
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspace.id), eq(messages.wamid, wamid)));
  return found;
}

async function findWriter(
  ctx: Ctx,
  message: ParsedMessage,
  { autoLead, optOutWords }: Reception,
  ruling: Ruling | null,
): Promise<Writer> {
  const { person, at, body } = message;
  const isOut = isOptOut(body, optOutWords);
  const word: Word = { at, isOut, how: isOut ? 'by_word' : 'by_writing' };
  const found = await recogniseOne(ctx, namesOf(message));
  const again = found && (await writeAgain(ctx, found.contactId, { autoLead, word }));
  if (again) {
    const { contactId, matchedBy, matchedValue } = found;
    return { contactId, matchedBy, matchedValue, isCreated: false, ...again };
  }
  if (!autoLead.isOn || !ruling) return STRANGER;
  const made = await createLead(ctx, autoLead, { person, ruling, at, optedOutAt: isOut ? at : null });
  const { contactId, event } = made;
  const said = { optedOutAt: at, event: isOut ? ('contact.opted_out' as const) : null };
  return {
    contactId,
    matchedBy: 'created',
    matchedValue: person.userId ?? person.phone,
    isCreated: true,
    isArrival: true,
    events: [event, ...saidEvents(contactId, said, word)],
  };
}

const STRANGER: Writer = {
  contactId: null,
  matchedBy: null,
  matchedValue: null,
  isCreated: false,
  isArrival: false,
  events: [],
};

/** The contact that somebody is; two that turn out to be one by what this message says become one. */
async function recogniseOne(ctx: Ctx, person: ReturnType<typeof namesOf>): Promise<Recognised | null> {
  const found = await recognise(ctx, person);
  if (!found || found.otherId === null) return found;
  const survivor = await uniteContacts(ctx, { one: found.contactId, other: found.otherId });
  return survivor === null ? found : { ...found, contactId: survivor };
}

async function insert(
  ctx: Ctx,
  { wamid, type, body, content, replyTo, at }: ParsedMessage,
  facts: { conversationId: number; writer: Writer; isSilence: boolean },
): Promise<number> {
  const { conversationId, isSilence } = facts;
  const { contactId, matchedBy, matchedValue } = facts.writer;
  const [message] = await ctx.db
    .insert(messages)
    .values({
      workspaceId: ctx.workspace.id,
      conversationId,
      contactId,
      direction: 'in',
      state: 'received',
      wamid,
      type,
      body,
      content,
      replyTo,
      at,
      matchedBy,
      matchedValue,
      // The conversation is locked by now: whoever answered before it was has not seen this.
      receivedAt: sql`clock_timestamp()`,
      isUnread: true,
      isSilence,
    })
    .returning({ id: messages.id });
  if (!message) throw new Error('insert returned no message');
  return message.id;
}

/** What is about the contact: what they can be recognised by, where they came from, and the events. */
async function finish(
  ctx: Ctx,
  facts: {
    messageId: number;
    message: ParsedMessage;
    arrival: Arrival;
    ruling: Ruling | null;
    writer: Writer;
    contactId: number;
  },
): Promise<void> {
  const { messageId, message, arrival, ruling, writer, contactId } = facts;
  // What an ad says is kept even where no rule looks at ads.
  const isTouch = ruling && (message.referral !== null || isArrival(ruling, { isFirst: writer.isArrival }));
  const touchId = isTouch
    ? await addTouch(ctx, { contactId, messageId, at: message.at, arrival, ruling })
    : undefined;
  const corrected = isTouch && !writer.isCreated ? await correctOrigin(ctx, contactId, ruling.originId) : [];
  await recordContactEvents(ctx, [
    ...writer.events.map((event) =>
      event.kind === 'contact.created' ? { ...event, after: { ...event.after, messageId, touchId } } : event,
    ),
    ...corrected,
    { contactId, kind: 'contact.message_received', after: { messageId, ...(touchId && { touchId }) } },
  ]);
  if (writer.isCreated) await addFirstSeen(ctx, contactId, namesOf(message), messageId);
  else await addSeen(ctx, contactId, namesOf(message), messageId);
}
