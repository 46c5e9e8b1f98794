import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { log } from '#lib/log.ts';
import { systemCtx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { type Claimed, claimNext } from './claim.ts';
import { deliver } from './deliver.ts';

/** Calls under way at once in one worker: 80 a second at a quarter of a second each. */
const LANES = 20;
/** How often new messages are looked for while some are on their way. */
const LOOK_MS = 100;
/** A call to Meta ends after 20 s: whoever has held a message for longer is dead. */
const DEAD_SECONDS = 60;
const DEAD_LOOK_MS = 5_000;

/**
 * Sends what stands in the outboxes of all workspaces, until there is nothing that may be sent now. Any number of workers may do this at once. Each
 * message is told to Meta at most once, unless Meta itself has refused it.
 */
export async function workOutbox(db: Db, signal: AbortSignal): Promise<{ isMore: boolean }> {
  await giveUpDead(db);
  const flights = new Set<Promise<void>>();
  const start = (claimed: Claimed) => {
    const flight = fly(claimed).finally(() => flights.delete(flight));
    flights.add(flight);
  };
  try {
    let lookedAt = Date.now();
    while (!signal.aborted) {
      // Under steady work this loop does not end.
      if (Date.now() - lookedAt > DEAD_LOOK_MS) {
        await giveUpDead(db);
        lookedAt = Date.now();
      }
      const more = flights.size < LANES && (await fill(db, LANES - flights.size, start));
      if (flights.size === 0 && !more) break;
      await Promise.race([...flights, sleep(LOOK_MS)]);
    }
  } finally {
    await Promise.all(flights);
  }
  return { isMore: false };
}

/** Starts up to `room` sends; says whether it stopped for a number that may send no more in this second. */
async function fill(db: Db, room: number, start: (claimed: Claimed) => void): Promise<boolean> {
  const full: number[] = [];
  let left = room;
  while (left > 0) {
    const claim = await claimNext(db, full);
    if (claim.is === 'none') break;
    if (claim.is === 'full') full.push(claim.numberId);
    if (claim.is !== 'claimed') continue;
    start(claim.claimed);
    left -= 1;
  }
  return full.length > 0;
}

/** A failure of our own leaves the message as being sent: it is told as unknown later, and not repeated. */
async function fly(claimed: Claimed): Promise<void> {
  const { id } = claimed.message;
  try {
    await deliver(claimed);
  } catch (error) {
    log.error({ message: id, error }, 'what became of a message could not be written down');
  }
}

/** Messages whose worker died on the way: nobody knows whether Meta has them. */
async function giveUpDead(db: Db): Promise<void> {
  const dead = await db.execute<{ workspace_id: string; conversation_id: string }>(sql`
    update messages set state = 'unknown', error = jsonb_build_object('code', null, 'title', 'worker lost')
    where state = 'sending' and claimed_at < now() - make_interval(secs => ${DEAD_SECONDS})
    returning workspace_id, conversation_id`);
  for (const { workspace_id, conversation_id } of dead) {
    const [workspace] = await db
      .select(workspaceFacts)
      .from(workspaces)
      .where(sql`${workspaces.id} = ${workspace_id}`);
    if (workspace) await announceProgress(systemCtx(db, workspace), 'conversation', Number(conversation_id));
  }
}
