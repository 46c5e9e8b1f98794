import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { messages } from '#db/schema/conversations.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { type Address, addressOf } from './address.ts';
import { fallBack } from './fall-back.ts';
import { type ConversationRow, type MessageRow, thisMessage } from './internal.ts';
import type { SendReason } from './outcome-rules.ts';
import { restoreWait } from './restore-wait.ts';
import { whyNotWrite } from './why-not-write.ts';
import { isTooLate, windowLeft } from './window-rules.ts';

/** Meta's limits: to one person from one number, and from one number to all. */
const PAIR_SECONDS = 6;
const PER_SECOND = 80;

export type Claimed = { ctx: Ctx; message: MessageRow; numberId: number; address: Address };

/** `full`: the number has sent as many as it may in this second; `dropped`: the next one will not be sent. */
export type Claim =
  | { is: 'claimed'; claimed: Claimed }
  | { is: 'dropped' }
  | { is: 'full'; numberId: number }
  | { is: 'none' };

type Next = { workspace_id: string; id: string; conversation_id: string; number_id: string };

/**
 * Takes the next message to be sent, of any workspace, and commits that it is being sent: whoever opted out before that commit is not written
 * to. Numbers in `full` are left out.
 */
export async function claimNext(db: Db, full: readonly number[]): Promise<Claim> {
  return db.transaction(async (tx) => {
    const [next] = await tx.execute<Next>(nextInLine(full));
    if (!next) return { is: 'none' };
    const numberId = Number(next.number_id);
    if (!(await hasRoom(tx, numberId))) return { is: 'full', numberId };
    const [workspace] = await tx
      .select(workspaceFacts)
      .from(workspaces)
      .where(sql`${workspaces.id} = ${next.workspace_id}`);
    if (!workspace) throw new Error('a message without a workspace');
    const ctx = systemCtx(db, workspace);
    return inTransaction({ ...ctx, db: tx }, (inner) => take(ctx, inner, Number(next.id)));
  });
}

/**
 * The oldest message whose turn it is: nothing of its conversation is before it, nobody else holds it, its number sends and its person had
 * nothing in the last seconds. The conversation is not locked yet: the contact comes first, as for whoever writes or records a message.
 */
function nextInLine(full: readonly number[]): SQL {
  return sql`
    select m.workspace_id, m.id, m.conversation_id, c.number_id
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join whatsapp_numbers n on n.workspace_id = c.workspace_id and n.id = c.number_id
    where m.state = 'queued' and m.next_try_at <= now()
      and (n.state = 'connected' or n.disconnected_at is not null)
      and (c.last_send_at is null or c.last_send_at <= now() - make_interval(secs => ${PAIR_SECONDS}))
      and c.number_id <> all(${sql.param(full)}::bigint[])
      and not exists (
        select from messages earlier
        where earlier.workspace_id = m.workspace_id and earlier.conversation_id = m.conversation_id
          and earlier.state in ('queued', 'sending') and earlier.id < m.id)
    order by m.next_try_at, m.id
    limit 1
    for no key update of m skip locked`;
}

/** Whether the number may send one more in this second. Until this transaction ends, no other worker asks for the same number. */
async function hasRoom(db: Ctx['db'], numberId: number): Promise<boolean> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('send-messages', ${numberId}))`);
  const [sent] = await db.execute<{ total: number }>(sql`
    select count(*)::int as total from conversations
    where number_id = ${numberId} and last_send_at > clock_timestamp() - interval '1 second'`);
  return (sent?.total ?? 0) < PER_SECOND;
}

async function take(ctx: Ctx, tx: Ctx, id: number): Promise<Claim> {
  const { message: written, conversation, isDisconnected } = await read(tx, id);
  const message = await fallBack(tx, written, conversation);
  const address = await addressOf(tx, conversation);
  const reason = address ? await whyNotSend(tx, message, { ...conversation, isDisconnected }) : 'no_address';
  if (!address || reason !== null) {
    await drop(tx, id, reason ?? 'no_address');
    // Whoever wants nothing more does not wait for an answer.
    if (reason !== 'opted_out' && reason !== 'gone') await restoreWait(tx, message.conversationId);
    await announceProgress(tx, 'conversation', message.conversationId);
    return { is: 'dropped' };
  }
  const [claimed] = await tx.db
    .update(messages)
    .set({
      state: 'sending',
      claimedAt: sql`clock_timestamp()`,
      attempts: sql`${messages.attempts} + 1`,
      callbackId: sql`coalesce(${messages.callbackId}, ${randomUUID()}::uuid)`,
    })
    .where(thisMessage(tx, id))
    .returning();
  if (!claimed) throw new Error('a locked message is missing');
  await tx.db.execute(sql`
    update conversations set last_send_at = clock_timestamp()
    where workspace_id = ${tx.workspace.id} and id = ${message.conversationId}`);
  return { is: 'claimed', claimed: { ctx, message: claimed, numberId: conversation.numberId, address } };
}

async function read(tx: Ctx, id: number) {
  const [message] = await tx.db.select().from(messages).where(thisMessage(tx, id));
  if (!message) throw new Error('a locked message is missing');
  const [row] = await tx.db.execute<{
    contactId: string | null;
    phone: string | null;
    userId: string | null;
    lastInboundAt: string | null;
    numberId: string;
    isDisconnected: boolean;
  }>(sql`
    select c.contact_id as "contactId", c.phone, c.user_id as "userId", c.last_inbound_at as "lastInboundAt",
      c.number_id as "numberId", n.disconnected_at is not null as "isDisconnected"
    from conversations c join whatsapp_numbers n on n.workspace_id = c.workspace_id and n.id = c.number_id
    where c.workspace_id = ${tx.workspace.id} and c.id = ${message.conversationId}`);
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
      ...(!isCancelled && { failedAt: sql`now()` }),
    })
    .where(thisMessage(tx, id));
}
