import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { conversations } from '#db/schema/conversations.ts';
import type { Match } from '#db/whatsapp-values.ts';
import { phoneVariants } from '#lib/phone.ts';
import { adoptTalks } from '../contacts/adopt-talks.ts';
import { joinTalks } from '../contacts/join-talks.ts';
import type { WhatsappPerson } from '../contacts/recognise.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import type { Ctx } from '../ctx.ts';
import type { ConversationRow } from './internal.ts';

type Between = {
  numberId: number;
  contactId: number | null;
  person: WhatsappPerson;
  at: Date;
  /** With a message of theirs: a conversation that has to be made begins with it. */
  profileName?: string;
  /** By what the person is known whose earlier messages go to the contact. */
  matchedBy?: Match;
  /** They ask for silence, and so do not wait for an answer. */
  isSilence?: boolean;
};

type Noted = Pick<Between, 'at' | 'person'> & { profileName: string; isSilence: boolean };

/** `isNew`: it was made, and has all that `profileName` brought. */
type Opened = ConversationRow & { isNew: boolean };

/**
 * The one conversation between a person and a number of ours, locked until the transaction ends; made where there is none. What they wrote before they
 * were a contact joins it, by whatever of their names it was kept. Their identities and their contact are locked. For siblings.
 */
export async function openConversation(ctx: Ctx, between: Between): Promise<Opened> {
  const { contactId, person, matchedBy } = between;
  const found = await findAll(ctx, between);
  const isStray = found.some((one) => one.contactId === null);
  if (contactId !== null && isStray) {
    await adoptTalks(ctx, contactId, [person], matchedBy);
    return openConversation(ctx, { ...between, person: NOBODY });
  }
  const [kept, ...others] = found;
  if (!kept) return { ...(await insert(ctx, between)), isNew: true };
  for (const other of others) await joinTalks(ctx, kept.id, other.id);
  if (others.length === 0) return { ...kept, isNew: false };
  const [joined] = await ctx.db.select().from(conversations).where(isThis(ctx, kept.id));
  if (!joined) throw new Error('a joined conversation is missing');
  return { ...joined, isNew: false };
}

/** What stood alone has been adopted. */
const NOBODY: WhatsappPerson = { userId: null, phone: null };

function isThis(ctx: Ctx, id: number) {
  return and(eq(conversations.workspaceId, ctx.workspace.id), eq(conversations.id, id));
}

function findAll(ctx: Ctx, { numberId, contactId, person }: Between): Promise<ConversationRow[]> {
  const { userId, phone } = conversations;
  const isTheirs = or(
    person.userId === null ? undefined : eq(userId, person.userId),
    person.phone === null ? undefined : inArray(phone, phoneVariants(person.phone)),
  );
  return ctx.db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspace.id),
        eq(conversations.numberId, numberId),
        or(
          isTheirs && and(isNull(conversations.contactId), isTheirs),
          contactId === null ? undefined : eq(conversations.contactId, contactId),
        ),
      ),
    )
    .orderBy(conversations.id)
    .for('update');
}

async function insert(
  ctx: Ctx,
  { numberId, contactId, person, at, profileName, isSilence }: Between,
): Promise<ConversationRow> {
  const begun = profileName !== undefined && {
    profileName,
    lastInboundAt: at,
    waitingSince: isSilence ? null : at,
    unread: 1,
  };
  const [made] = await ctx.db
    .insert(conversations)
    .values({ workspaceId: ctx.workspace.id, numberId, contactId, ...person, lastMessageAt: at, ...begun })
    .returning();
  if (!made) throw new Error('insert returned no conversation');
  return made;
}

/** When somebody last wanted no answer to what had been said. For siblings. */
export function lastSilence({ workspace }: Ctx, id: number) {
  return sql`(
    select max(m.at) from messages m
    where m.workspace_id = ${workspace.id} and m.conversation_id = ${id} and m.is_silence)`;
}

/** Notes a person's message at `at`, which has just been stored, in their conversation. For siblings. */
export async function noteInbound(
  ctx: Ctx,
  id: number,
  { at, person, profileName, isSilence }: Noted,
): Promise<void> {
  const { lastInboundAt, lastOutboundAt, lastMessageAt, waitingSince } = conversations;
  const moment = sql`${at.toISOString()}::timestamptz`;
  const isNewest = sql`(${lastInboundAt} is null or ${moment} >= ${lastInboundAt})`;
  // Meta tells whole seconds: who wrote in the second of our answer may have written after it. What automations wrote is none.
  const isUnanswered = sql`(${lastOutboundAt} is null or ${moment} >= date_trunc('second', ${lastOutboundAt}) or not exists (
    select from messages m
    where m.workspace_id = ${ctx.workspace.id} and m.conversation_id = ${id} and m.direction = 'out'
      and m.state not in ('cancelled', 'failed') and m.run_id is null and date_trunc('second', m.at) > ${moment}))`;
  const isHeard = sql`${moment} > coalesce(${lastSilence(ctx, id)}, '-infinity')`;
  const newer = (value: string | null, column: typeof conversations.userId | typeof conversations.phone) =>
    value === null ? column : sql`case when ${isNewest} then ${value} else coalesce(${column}, ${value}) end`;
  await ctx.db
    .update(conversations)
    .set({
      userId: newer(person.userId, conversations.userId),
      phone: newer(person.phone, conversations.phone),
      ...(profileName && {
        profileName: sql`case when ${isNewest} or ${conversations.profileName} = '' then ${profileName} else ${conversations.profileName} end`,
      }),
      lastInboundAt: sql`greatest(${lastInboundAt}, ${moment})`,
      lastMessageAt: sql`greatest(${lastMessageAt}, ${moment})`,
      waitingSince: sql`case when ${isUnanswered} and ${isHeard} then least(${waitingSince}, ${moment}) else ${waitingSince} end`,
      unread: sql`${conversations.unread} + 1`,
    })
    .where(isThis(ctx, id));
  // What they said before does not wait any more, in whatever order it is told.
  if (isSilence) await recountTalk(ctx, id);
}
