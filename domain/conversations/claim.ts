import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { messages } from '#db/schema/conversations.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { type Address, addressOf } from './address.ts';
import { fallBack } from './fall-back.ts';
import { type ConversationRow, type MessageRow, thisMessage } from './internal.ts';
import type { SendReason } from './outcome-rules.ts';
import { whyNotWrite } from './why-not-write.ts';
import { isTooLate, windowLeft } from './window-rules.ts';

/** Meta's limits: to one person from one number, and from one number to all. */
const PAIR_SECONDS = 6;
const PER_SECOND = 80;

export type Claimed = { ctx: Ctx; message: MessageRow; numberId: number; address: Address };

/** `full`: the number has sent as many as it may in this second; `held`: somebody else has what it could send; `dropped`: the next one will not be sent. */
export type Claim =
  | { is: 'claimed'; claimed: Claimed }
  | { is: 'dropped' }
  | { is: 'full' | 'held'; numberId: number }
  | { is: 'none' };

type Next = { workspace_id: string; id: string; conversation_id: string };
type Found = { number_id: string } & (Next | { workspace_id: null });

/**
 * Takes the next message to be sent, of any workspace, and commits that it is being sent: whoever opted out before that commit is not written
 * to. Numbers in `without` are left out; `onNumber` is told whose message it will be.
 */
export async function claimNext(
  db: Db,
  without: readonly number[],
  onNumber: (numberId: number) => void = () => {},
): Promise<Claim> {
  return db.transaction(async (tx) => {
    const [next] = await tx.execute<Found>(nextInLine(without));
    if (!next) return { is: 'none' };
    const numberId = Number(next.number_id);
    if (next.workspace_id === null) return { is: 'held', numberId };
    onNumber(numberId);
    // Asked together, here and below: a number's messages are taken one after the other, and each answer waited for makes the number slower.
    const [isRoom, [workspace]] = await Promise.all([
      hasRoom(tx, numberId),
      tx.select(workspaceFacts).from(workspaces).where(sql`${workspaces.id} = ${next.workspace_id}`),
    ]);
    if (!isRoom) return { is: 'full', numberId };
    if (!workspace) throw new Error('a message without a workspace');
    return take(systemCtx(db, workspace), systemCtx(tx, workspace), next);
  });
}

/**
 * The oldest message whose turn it is: nothing of its conversation is before it, nobody else holds it, its number sends and its person had
 * nothing in the last seconds. Each number's line is read from its own beginning, so that a long one that stands still holds up no other. The
 * number is found first, and a message of it alone is locked: those of the others are for whoever looks for them in the same moment. The
 * conversation is not locked yet: the contact comes first, as for whoever writes or records a message.
 */
function nextInLine(without: readonly number[]): SQL {
  return sql`
    with number as materialized (
      select n.workspace_id, n.id
      from whatsapp_numbers n cross join lateral (${lineOf(sql`n`)}) first
      where (n.state = 'connected' or n.disconnected_at is not null)
        and n.id <> all(${sql.param(without)}::bigint[])
      order by first.next_try_at, first.id
      limit 1
    )
    select next.workspace_id, next.id, next.conversation_id, number.id as number_id
    from number left join lateral (${lineOf(sql`number`)} for no key update of m skip locked) next on true`;
}

/** "offset 0" keeps what is before a message a question of its own, answered by the index: as a join it was held against all that waits. */
function lineOf(number: SQL): SQL {
  return sql`
    select m.workspace_id, m.id, m.conversation_id, m.next_try_at
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where m.number_id = ${number}.id and m.workspace_id = ${number}.workspace_id and m.state = 'queued'
      and m.next_try_at <= now()
      and (c.last_send_at is null or c.last_send_at <= now() - make_interval(secs => ${PAIR_SECONDS}))
      and not exists (
        select from messages earlier
        where earlier.workspace_id = m.workspace_id and earlier.conversation_id = m.conversation_id
          and earlier.state in ('queued', 'sending') and earlier.id < m.id
        offset 0)
    order by m.next_try_at, m.id
    limit 1`;
}

/** Whether the number may send one more in this second. Until this transaction ends, no other worker asks for the same number. */
async function hasRoom(db: Ctx['db'], numberId: number): Promise<boolean> {
  // One after the other on the connection: the count sees what whoever held the lock before has
  // committed. It begins with the time of its own statement, which an index can look up.
  const [, [sent]] = await Promise.all([
    db.execute(sql`select pg_advisory_xact_lock(hashtextextended('send-messages', ${numberId}))`),
    db.execute<{ total: number }>(sql`
      select count(*)::int as total from conversations
      where number_id = ${numberId} and last_send_at > statement_timestamp() - interval '1 second'`),
  ]);
  return (sent?.total ?? 0) < PER_SECOND;
}

async function take(ctx: Ctx, tx: Ctx, next: Next): Promise<Claim> {
  const id = Number(next.id);
  const { message: written, conversation, isDisconnected } = await read(tx, next);
  const message = await fallBack(tx, written, conversation);
  const address = await addressOf(tx, conversation);
  const reason = address ? await whyNotSend(tx, message, { ...conversation, isDisconnected }) : 'no_address';
  if (!address || reason !== null) {
    await drop(tx, id, reason ?? 'no_address');
    await recountTalk(tx, message.conversationId);
    await announceProgress(tx, 'conversation', message.conversationId);
    return { is: 'dropped' };
  }
  const [[claimed]] = await Promise.all([
    tx.db
      .update(messages)
      .set({
        state: 'sending',
        claimedAt: sql`clock_timestamp()`,
        attempts: sql`${messages.attempts} + 1`,
        callbackId: sql`coalesce(${messages.callbackId}, ${randomUUID()}::uuid)`,
      })
      .where(thisMessage(tx, id))
      .returning(),
    tx.db.execute(sql`
      update conversations set last_send_at = clock_timestamp()
      where workspace_id = ${tx.workspace.id} and id = ${message.conversationId}`),
  ]);
  if (!claimed) throw new Error('a locked message is missing');
  return { is: 'claimed', claimed: { ctx, message: claimed, numberId: conversation.numberId, address } };
}

type Face = {
  contactId: string | null;
  phone: string | null;
  userId: string | null;
  lastInboundAt: string | null;
  numberId: string;
  isDisconnected: boolean;
};

async function read(tx: Ctx, next: Next) {
  const [[message], [row]] = await Promise.all([
    tx.db
      .select()
      .from(messages)
      .where(thisMessage(tx, Number(next.id))),
    tx.db.execute<Face>(sql`
      select c.contact_id as "contactId", c.phone, c.user_id as "userId", c.last_inbound_at as "lastInboundAt",
        c.number_id as "numberId", n.disconnected_at is not null as "isDisconnected"
      from conversations c join whatsapp_numbers n on n.workspace_id = c.workspace_id and n.id = c.number_id
      where c.workspace_id = ${tx.workspace.id} and c.id = ${next.conversation_id}`),
  ]);
  if (!message) throw new Error('a locked message is missing');
  if (!row) throw new Error('a locked conversation is missing');
  const { contactId, phone, userId, lastInboundAt, numberId, isDisconnected } = row;
  const conversation = {
    contactId: contactId === null ? null : Number(contactId),
    phone,
    userId,
    lastInboundAt: lastInboundAt === null ? null : new Date(lastInboundAt),
    numberId: Number(numberId),
  };
  return { message, conversation, isDisconnected };
}

type Facing = Pick<ConversationRow, 'contactId' | 'userId' | 'phone' | 'lastInboundAt'> & {
  isDisconnected: boolean;
};

async function whyNotSend(tx: Ctx, message: MessageRow, facing: Facing): Promise<SendReason | null> {
  const now = new Date();
  if (facing.isDisconnected) return 'disconnected';
  if (isTooLate(message.at, now)) return 'too_late';
  const reason = await whyNotWrite(tx, { ...facing, id: message.conversationId });
  if (reason !== null) return reason;
  const needsWindow = message.template === null;
  return needsWindow && windowLeft(facing.lastInboundAt, now.getTime()) === 0 ? 'outside_window' : null;
}

/** Whoever opted out, or is gone, gets it not at all; the rest failed, and somebody has to see it. */
async function drop(tx: Ctx, id: number, reason: SendReason): Promise<void> {
  const isCancelled = reason === 'opted_out' || reason === 'gone';
  await tx.db
    .update(messages)
    .set({
      state: isCancelled ? 'cancelled' : 'failed',
      error: { code: null, title: '', reason },
      // Whoever wants nothing more does not wait for an answer.
      isSilence: reason === 'opted_out',
      ...(!isCancelled && { failedAt: sql`now()` }),
    })
    .where(thisMessage(tx, id));
}
