import { createHash } from 'node:crypto';
import type { Tx } from '#db/client.ts';
import { touches } from '#db/schema/auto-lead.ts';
import { contactIdentities } from '#db/schema/contacts.ts';
import { conversations, messageReactions, messages } from '#db/schema/conversations.ts';
import type { contactEvents } from '#db/schema/events.ts';
import { type Chat, type PlannedMessage, planChat } from './chat-plan.ts';
import { messageRow, referralOf } from './message-row.ts';
import type { FictionalPerson } from './people.ts';
import { makeRandom } from './random.ts';
import type { Story } from './story.ts';
import { arrivingBy, type DemoLink, type DemoWhatsapp } from './whatsapp.ts';
import { demoUserId } from './whatsapp-people.ts';

const SEED = 20_260_404;
const CHATS = 60;

export type Tale = { person: FictionalPerson; story: Story };
type Told = Tale & { contactId: number };
export type ChatEvent = typeof contactEvents.$inferInsert & { at: Date };

export type PlannedChat = { tale: Tale; phone: string; chat: Chat; link: DemoLink | null };

/**
 * Who has a conversation, and what is said in it: the newest contacts, and everybody whom a message made. Changes the stories where those tell
 * it otherwise: nobody without a mobile can have written first.
 */
export function planChats(
  tales: Tale[],
  whatsapp: DemoWhatsapp,
  staffIds: number[],
  now: Date,
): PlannedChat[] {
  const random = makeRandom(SEED);
  const isMobile = ({ person }: Tale) => person.phone?.length === 13;
  const newest = tales.filter((tale) => isMobile(tale) && tale.story.isActive).slice(-CHATS);
  const older = tales.filter((tale) => wroteFirst(tale) && isMobile(tale) && !newest.includes(tale));
  for (const tale of tales.filter((one) => wroteFirst(one) && !isMobile(one))) makeByHand(tale, staffIds);
  return [...newest, ...older].map((tale, index) => {
    const { arriving, link } = arrivingBy(whatsapp, tale.story.originId, index);
    const facts = { index, arriving, code: link?.code ?? '', isOld: index >= newest.length, now };
    const chat = planChat(random, tale.story, facts);
    const last = chat.messages.at(-1)?.at;
    if (last && last > tale.story.lastActivityAt) tale.story.lastActivityAt = last;
    return { tale, phone: tale.person.phone ?? '', chat, link };
  });
}

function wroteFirst({ story }: Tale): boolean {
  return story.events[0]?.actorKind === 'webhook';
}

function makeByHand({ story }: Tale, staffIds: number[]): void {
  Object.assign(story.events[0] ?? {}, { actorKind: 'member', actorId: staffIds[0] ?? null });
}

/** What the contact of a conversation knows of it. */
export function chatFacts({ chat }: PlannedChat) {
  const theirs = chat.messages.filter(({ isTheirs }) => isTheirs).at(-1)?.at ?? null;
  return { lastMessageAt: theirs, optedOutAt: chat.ending === 'opted_out' ? theirs : null };
}

type Made = { workspaceId: number; staffIds: number[]; whatsapp: DemoWhatsapp; now: Date };

/** Writes the conversations down, with identities and touches; returns what happened to the contacts, for their history. */
export async function makeChats(
  tx: Tx,
  made: Made,
  planned: PlannedChat[],
  told: Told[],
): Promise<ChatEvent[]> {
  const contactIds = new Map(told.map(({ story, contactId }) => [story, contactId]));
  const whole = planned.map((one) => ({ ...one, contactId: contactIds.get(one.tale.story) ?? 0 }));
  await tx.insert(contactIdentities).values(
    whole.map(({ phone, contactId, chat }) => ({
      workspaceId: made.workspaceId,
      contactId,
      kind: 'whatsapp_user' as const,
      value: demoUserId(phone),
      source: 'demo' as const,
      createdAt: chat.messages[0]?.at ?? made.now,
    })),
  );
  const ids = await tx
    .insert(conversations)
    .values(whole.map((one) => conversationRow(made, one)))
    .returning({ id: conversations.id });
  const events: ChatEvent[] = [];
  for (const [index, one] of whole.entries()) {
    events.push(...(await addMessages(tx, made, { ...one, index, conversationId: ids[index]?.id ?? 0 })));
  }
  return events;
}

type Whole = PlannedChat & { contactId: number };

function conversationRow({ workspaceId, whatsapp, now }: Made, { tale, phone, chat, contactId }: Whole) {
  const { messages: said } = chat;
  const lastOf = (isTheirs: boolean) => said.filter((one) => one.isTheirs === isTheirs).at(-1)?.at ?? null;
  const lastOurs = lastAnswer(chat);
  const waiting = said.filter((_, place) => isWaiting(chat, place));
  return {
    workspaceId,
    numberId: whatsapp.numberId,
    contactId,
    userId: demoUserId(phone),
    phone,
    profileName: [tale.person.firstName, tale.person.lastName].filter(Boolean).join(' '),
    lastInboundAt: lastOf(true),
    lastOutboundAt: said[lastOurs]?.at ?? null,
    lastMessageAt: said.at(-1)?.at ?? now,
    waitingSince: waiting[0]?.at ?? null,
    unread: waiting.length,
    lastSendAt: lastOf(false),
    createdAt: said[0]?.at ?? now,
  };
}

const lastAnswer = ({ messages: said }: Chat) =>
  said.findLastIndex(({ isTheirs, isFailed }) => !isTheirs && !isFailed);

/** Whether the message at a place of the conversation waits for an answer, and nobody has read it. */
function isWaiting(chat: Chat, place: number): boolean {
  return chat.ending !== 'opted_out' && place > lastAnswer(chat) && chat.messages[place]?.isTheirs === true;
}

async function addMessages(
  tx: Tx,
  made: Made,
  one: Whole & { index: number; conversationId: number },
): Promise<ChatEvent[]> {
  const { workspaceId, staffIds, now } = made;
  const { tale, chat, contactId, phone, conversationId, index } = one;
  const wasCreated = wroteFirst(tale);
  const authorId = tale.story.ownerId ?? staffIds[index % staffIds.length] ?? null;
  const rows = chat.messages.map((message, place) => ({
    ...messageRow(message, { ad: place === 0 ? chat.ad : null, now, wamid: wamidOf(index, place) }),
    workspaceId,
    conversationId,
    contactId,
    ...(message.isTheirs
      ? {
          matchedBy: matchOf(place, wasCreated),
          matchedValue: place === 0 && wasCreated ? demoUserId(phone) : phone,
          isUnread: isWaiting(chat, place),
          isSilence: chat.ending === 'opted_out' && place === chat.messages.length - 1,
        }
      : { authorId }),
  }));
  const added = await tx.insert(messages).values(rows).returning({ id: messages.id });
  const idAt = (place: number) => added[place]?.id ?? 0;
  const touchId = await addTouch(tx, made, one, idAt(0));
  await addReaction(tx, made, chat, idAt);
  if (wasCreated) Object.assign(tale.story.events[0]?.after ?? {}, { messageId: idAt(0), touchId });
  return [
    ...chat.messages.map((message, place) =>
      messageEvent(made, message, {
        contactId,
        authorId,
        messageId: idAt(place),
        ...(place === 0 && { touchId }),
      }),
    ),
    ...optOutEvents(made, one),
  ];
}

function matchOf(place: number, wasCreated: boolean): 'created' | 'phone' {
  return place === 0 && wasCreated ? 'created' : 'phone';
}

function wamidOf(index: number, place: number): string {
  return `wamid.${createHash('sha256').update(`demo ${index} ${place}`).digest('base64')}`;
}

async function addTouch(
  tx: Tx,
  { workspaceId, whatsapp }: Made,
  { tale, chat, link, contactId }: Whole,
  messageId: number,
): Promise<number> {
  const first = chat.messages[0];
  const [touch] = await tx
    .insert(touches)
    .values({
      workspaceId,
      contactId,
      messageId,
      kind: chat.arriving,
      originId: tale.story.originId,
      ruleId: whatsapp.ruleIds[chat.arriving] ?? null,
      linkId: link?.id ?? null,
      evidence: {
        numberId: whatsapp.numberId,
        text: first?.text ?? '',
        referral: chat.ad && referralOf(chat.ad),
      },
      at: first?.at ?? tale.story.createdAt,
      createdAt: first?.at ?? tale.story.createdAt,
    })
    .returning({ id: touches.id });
  return touch?.id ?? 0;
}

async function addReaction(
  tx: Tx,
  { workspaceId, now }: Made,
  { reaction, messages: said }: Chat,
  idAt: (place: number) => number,
): Promise<void> {
  const place = said.findLastIndex(({ isTheirs, isFailed }) => !isTheirs && !isFailed);
  const at = said[place]?.at;
  if (!reaction || !at) return;
  await tx.insert(messageReactions).values({
    workspaceId,
    messageId: idAt(place),
    direction: 'in',
    emoji: reaction,
    at: new Date(Math.min(at.getTime() + 90_000, now.getTime())),
  });
}

function messageEvent(
  { workspaceId }: Made,
  { isTheirs, at }: PlannedMessage,
  {
    contactId,
    authorId,
    ...after
  }: { contactId: number; authorId: number | null; messageId: number; touchId?: number },
): ChatEvent {
  return {
    workspaceId,
    contactId,
    kind: isTheirs ? 'contact.message_received' : 'contact.message_sent',
    actorKind: isTheirs ? 'webhook' : 'member',
    actorId: isTheirs ? null : authorId,
    at,
    after,
  };
}

function optOutEvents({ workspaceId }: Made, { chat, contactId }: Whole): ChatEvent[] {
  const at = chat.messages.at(-1)?.at;
  if (chat.ending !== 'opted_out' || !at) return [];
  const after = { cause: 'by_word', saidAt: at.toISOString() };
  return [
    { workspaceId, contactId, kind: 'contact.opted_out', actorKind: 'webhook', actorId: null, at, after },
  ];
}
