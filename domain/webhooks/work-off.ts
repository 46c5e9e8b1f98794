import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { isDatabaseAway, isDeadlock, violatesUnique } from '#db/errors.ts';
import type { WebhookKind } from '#db/whatsapp-values.ts';
import { log } from '#lib/log.ts';
import { type Gate, openGate } from './gate.ts';
import { processItem } from './process-item.ts';
import { splitPosts } from './split-posts.ts';
import type { Ended, OpenItem } from './types.ts';

/** Connections that one worker works with at once: people who write at the same time do not wait for each other. */
const LANES = 3;
/** Items a lane does before new posts are taken apart: they are not to wait for all that came before. */
const LANE_ITEMS = 25;
const TRIES = 8;
/** Two that met are nobody's fault, until they meet again and again. */
const COLLISIONS = 40;
const LONGEST_WAIT_SECONDS = 120;

/**
 * Takes stored posts apart and does what they tell, each item in a transaction of its own. Any number of workers may do so at once. Comes back
 * soon after `signal` is aborted; `isMore`: there may be more to do.
 */
export async function workOffWebhooks(db: Db, signal: AbortSignal): Promise<{ isMore: boolean }> {
  const posts = await splitPosts(db);
  const gate = openGate();
  const done = await Promise.all(Array.from({ length: LANES }, () => runLane(db, gate, signal)));
  return { isMore: posts > 0 || done.some((count) => count === LANE_ITEMS) };
}

async function runLane(db: Db, gate: Gate, signal: AbortSignal): Promise<number> {
  let done = 0;
  while (done < LANE_ITEMS && !signal.aborted && (await doNext(db, gate))) done++;
  return done;
}

/** Does the item whose turn it is; false when there is none. One that breaks is tried again later, and in the end left, with its reason. */
async function doNext(db: Db, gate: Gate): Promise<boolean> {
  let item: OpenItem | null = null;
  try {
    return await db.transaction(async (tx) => {
      item = await claim(tx);
      if (!item) return false;
      const ended = await perform(tx, gate, item);
      await end(tx, item, ended);
      return true;
    });
  } catch (error) {
    if (item === null || isDatabaseAway(error)) throw error;
    await postpone(db, item, error);
    return true;
  }
}

/** Moments are kept to the millisecond, rounded: one that is due now may seem to be due in a moment. */
async function claim(tx: Tx): Promise<OpenItem | null> {
  const [row] = await tx.execute<Record<keyof OpenItem, string> & { payload: string | null }>(sql`
    select workspace_id as "workspaceId", id, kind, phone_number_id as "phoneNumberId", account_id as "accountId", payload,
      received_at as "receivedAt"
    from webhook_items
    where outcome is null and next_try_at <= now() + interval '5 milliseconds'
    order by next_try_at, id limit 1
    for update skip locked`);
  if (!row) return null;
  return {
    workspaceId: Number(row.workspaceId),
    id: Number(row.id),
    kind: row.kind as WebhookKind,
    phoneNumberId: row.phoneNumberId,
    accountId: row.accountId,
    payload: row.payload ?? '{}',
    receivedAt: new Date(row.receivedAt),
  };
}

async function perform(tx: Tx, gate: Gate, item: OpenItem): Promise<Ended> {
  const desk = await gate(tx, item.workspaceId);
  if (!desk) return { outcome: 'ignored', reason: 'unknown_number' };
  return processItem(desk, item);
}

async function end(tx: Tx, item: OpenItem, ended: Ended): Promise<void> {
  const { outcome, reason = null, contactId = null, messageId = null, waitsFor = null } = ended;
  await tx.execute(sql`
    update webhook_items
    set outcome = ${outcome}, reason = ${reason}, contact_id = ${contactId}::bigint, message_id = ${messageId}::bigint,
      waits_for = ${waitsFor}, processed_at = now()
    where workspace_id = ${item.workspaceId} and id = ${item.id}`);
}

async function postpone(db: Db, { workspaceId, id, kind }: OpenItem, error: unknown): Promise<void> {
  // Two that met: both are fine, and one goes first.
  const isCollision = isDeadlock(error) || violatesUnique(error);
  const tries = isCollision ? COLLISIONS : TRIES;
  log[isCollision ? 'warn' : 'error']({ error, item: id, kind }, 'a webhook could not be worked on');
  await db.execute(sql`
    update webhook_items
    set attempts = attempts + 1,
      next_try_at = now() + make_interval(secs =>
        case when ${isCollision} then 0 else least(power(2, attempts), ${LONGEST_WAIT_SECONDS}) end),
      outcome = case when attempts + 1 >= ${tries} then 'failed' end,
      reason = case when attempts + 1 >= ${tries} then 'bug' end,
      processed_at = case when attempts + 1 >= ${tries} then now() end
    where workspace_id = ${workspaceId} and id = ${id} and outcome is null`);
  // At once they could meet again.
  if (isCollision) await sleep(20 + Math.random() * 60);
}
