import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { conversations } from '#db/schema/conversations.ts';
import { origins } from '#db/schema/origins.ts';
import { users } from '#db/schema/users.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { addressOf } from './address.ts';
import { findConversation } from './internal.ts';
import { readFreeEntries } from './read-free-entry.ts';
import type { Channel, Interlocutor } from './thread-types.ts';

type Place = { contactId: number | null; conversationId: number | null };

/** Whom one talks with, and over which numbers. @throws `not_found`; `forbidden`. */
export async function readInterlocutor(
  ctx: Ctx,
  { contactId, conversationId }: Place,
): Promise<{ person: Interlocutor; channels: Channel[] }> {
  authorize(ctx, 'conversation.read');
  if (contactId !== null) {
    const channels = await readChannels(ctx, sql`${conversations.contactId} = ${contactId}`);
    return { person: await readContact(ctx, contactId), channels };
  }
  const found = await findConversation(ctx, conversationId ?? 0);
  const channels = await readChannels(ctx, sql`${conversations.id} = ${found.id}`);
  const { phone, profileName } = found;
  const person: Interlocutor = {
    contactId: null,
    name: profileName,
    phone,
    company: '',
    email: null,
    ownerId: null,
    ownerName: null,
    statusId: null,
    originName: '',
    version: null,
    optedOutAt: null,
    hasAddress: (await addressOf(ctx, found)) !== null,
  };
  // Nobody else's number has ever talked with them: who they are is known by this one alone.
  return { person, channels: channels.filter((one) => one.conversationId !== null) };
}

async function readContact(ctx: Ctx, id: number): Promise<Interlocutor> {
  const [contact] = await ctx.db
    .select({
      contactId: contacts.id,
      name: contacts.name,
      phone: contacts.phone,
      company: contacts.company,
      email: contacts.email,
      ownerId: contacts.ownerId,
      ownerName: users.name,
      statusId: contacts.statusId,
      originName: origins.name,
      version: contacts.version,
      optedOutAt: contacts.optedOutAt,
    })
    .from(contacts)
    .innerJoin(origins, and(eq(origins.workspaceId, contacts.workspaceId), eq(origins.id, contacts.originId)))
    .leftJoin(users, eq(users.id, contacts.ownerId))
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)));
  if (!contact) throw notFound();
  const [talk] = await ctx.db
    .select({ phone: conversations.phone, userId: conversations.userId })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, ctx.workspace.id), eq(conversations.contactId, id)))
    .limit(1);
  const address = await addressOf(ctx, { phone: null, userId: null, ...talk, contactId: id });
  return { ...contact, hasAddress: address !== null };
}

/** Every connected number, and those disconnected ones that something was said over; the last one used comes first. */
async function readChannels(ctx: Ctx, isTheirs: ReturnType<typeof sql>): Promise<Channel[]> {
  const { disconnectedAt, state, stopCode, name, displayPhone } = whatsappNumbers;
  const rows = await ctx.db
    .select({
      numberId: whatsappNumbers.id,
      name,
      displayPhone,
      state,
      stopCode,
      disconnectedAt,
      conversationId: conversations.id,
      lastInboundAt: conversations.lastInboundAt,
      lastMessageAt: conversations.lastMessageAt,
      waitingSince: conversations.waitingSince,
      unread: sql<number>`coalesce(${conversations.unread}, 0)`.mapWith(Number),
    })
    .from(whatsappNumbers)
    .leftJoin(
      conversations,
      and(
        eq(conversations.workspaceId, whatsappNumbers.workspaceId),
        eq(conversations.numberId, whatsappNumbers.id),
        isTheirs,
      ),
    )
    .where(
      and(
        eq(whatsappNumbers.workspaceId, ctx.workspace.id),
        sql`(${disconnectedAt} is null or ${conversations.id} is not null)`,
      ),
    )
    .orderBy(sql`${conversations.lastMessageAt} desc nulls last`, whatsappNumbers.id);
  const free = await readFreeEntries(
    ctx,
    rows.flatMap(({ conversationId }) => conversationId ?? []),
  );
  return rows.map(({ disconnectedAt: goneAt, ...row }) => ({
    ...row,
    freeEntry: free.get(row.conversationId ?? 0) ?? null,
    state: goneAt === null ? row.state : null,
  }));
}
