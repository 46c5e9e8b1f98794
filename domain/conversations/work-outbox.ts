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
/** Messages being taken at once in one worker, each of another number: those of one are taken one after the other. */
const TAKERS = 4;
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

type Filling = {
  left: number;
  full: Set<number>;
  inUse: Set<number>;
  start: (claimed: Claimed) => void;
  /** A message was found: there may be one of another number. */
  onFound: () => void;
};

/** Starts up to `room` sends; says whether it stopped for a number that may send no more in this second, or whose messages somebody holds. */
async function fill(db: Db, room: number, start: (claimed: Claimed) => void): Promise<boolean> {
  const takers: Promise<unknown>[] = [];
  const failures: unknown[] = [];
  const filling: Filling = { left: room, full: new Set(), inUse: new Set(), start, onFound: addTaker };
  function addTaker(): void {
    if (takers.length < TAKERS) takers.push(takeSome(db, filling).catch((error) => failures.push(error)));
  }
  addTaker();
  // All of them to their end, also when one breaks: what another takes meanwhile is on its way. More may join while they are waited for.
  for (const taker of takers) await taker;
  if (failures.length > 0) throw failures[0];
  return filling.full.size > 0;
}

/** Takes message after message, of numbers that no other taker is at, until there is none or no room. */
async function takeSome(db: Db, filling: Filling): Promise<void> {
  const { full, inUse } = filling;
  while (filling.left > 0) {
    filling.left -= 1;
    let mine: number | null = null;
    const onNumber = (numberId: number) => {
      // Two that look in the same moment may find the same one: they wait for each other there, and part.
      if (!inUse.has(numberId)) mine = numberId;
      inUse.add(numberId);
      filling.onFound();
    };
    try {
      const claim = await claimNext(db, [...full, ...inUse], onNumber);
      if (claim.is === 'claimed') filling.start(claim.claimed);
      else filling.left += 1;
      if (claim.is === 'full' || claim.is === 'held') full.add(claim.numberId);
      if (claim.is === 'none') return;
    } finally {
      if (mine !== null) inUse.delete(mine);
    }
  }
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
