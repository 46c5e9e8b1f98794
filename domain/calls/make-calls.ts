import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { log } from '#lib/log.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { type Claimed, makeCall } from './make-call.ts';
import { again, isGivenUp, type Outcome } from './outcome-rules.ts';

/**
 * Calls under way at once in one worker, how many of them of one workspace, and of those to one server: a receiver that does not answer leaves the
 * others their lanes, and other workspaces theirs to the same receiver.
 */
const LANES = 32;
const LANES_OF_WORKSPACE = 8;
const LANES_OF_HOST = 4;
/** How often new calls are looked for while some are on their way. */
const LOOK_MS = 200;
/** A call ends after 45 s at most: whoever has held one for longer is dead. */
const DEAD_SECONDS = 60;

type Row = {
  workspace_id: string;
  id: string;
  kind: Claimed['kind'];
  state: 'calling' | 'cancelled';
  payload: unknown;
  request_id: string;
  host: string;
  attempts: number;
};

/**
 * Makes the calls of all workspaces that are due, until there are none. Any number of workers may do this at once. A call whose worker died is made
 * again: the other server knows it by its id.
 */
export async function makeCalls(db: Db, signal: AbortSignal): Promise<{ isMore: boolean }> {
  const flights = new Map<Promise<void>, Row>();
  try {
    while (!signal.aborted) {
      while (flights.size < LANES) {
        const row = await claim(db, busyLanes([...flights.values()]));
        if (!row) break;
        if (row.state === 'cancelled') continue;
        const flight = fly(db, row).finally(() => flights.delete(flight));
        flights.set(flight, row);
      }
      if (flights.size === 0) break;
      await Promise.race([...flights.keys(), sleep(LOOK_MS)]);
    }
  } finally {
    await Promise.all(flights.keys());
  }
  return { isMore: false };
}

type Busy = { workspaces: string[]; hosts: string[] };

/** Which workspaces have all their lanes in use, and which `workspace host` pairs have. */
function busyLanes(rows: Row[]): Busy {
  return {
    workspaces: atLeast(
      LANES_OF_WORKSPACE,
      rows.map((row) => row.workspace_id),
    ),
    hosts: atLeast(
      LANES_OF_HOST,
      rows.map((row) => `${row.workspace_id} ${row.host}`),
    ),
  };
}

function atLeast(times: number, values: string[]): string[] {
  return [...Map.groupBy(values, (value) => value)]
    .filter(([, same]) => same.length >= times)
    .map(([value]) => value);
}

/**
 * That somebody called the run `r` of a call `c` off. What a run told somebody before it ended by itself is still to be told; a webhook is what its run waits
 * for.
 */
const IS_CALLED_OFF = sql`(r.state = 'cancelled'
  or r.state = 'stopped' and (c.kind = 'webhook' or r.reason in ('switched_off', 'step_gone')))`;

/** Takes the call that is due first, and commits that it is being made; or that it is not, should its run have been called off while a dead worker held it. */
async function claim(db: Db, busy: Busy): Promise<Row | undefined> {
  const isOff = sql`exists (
    select from automation_runs r where r.workspace_id = c.workspace_id and r.id = c.run_id and ${IS_CALLED_OFF})`;
  const [row] = await db.execute<Row>(sql`
    update outgoing_calls c
    set state = case when ${isOff} then 'cancelled' else 'calling' end, finished_at = case when ${isOff} then now() end,
      claimed_at = now(), attempts = attempts + 1, next_try_at = now() + make_interval(secs => ${DEAD_SECONDS})
    where (workspace_id, id) = (
      select workspace_id, id from outgoing_calls
      where state in ('queued', 'calling') and next_try_at <= now() and workspace_id <> all(${sql.param(busy.workspaces)}::bigint[])
        and workspace_id || ' ' || host <> all(${sql.param(busy.hosts)}::text[])
      order by next_try_at, id limit 1 for no key update skip locked)
    returning workspace_id, id, kind, state, payload, request_id, host, attempts`);
  return row;
}

async function fly(db: Db, row: Row): Promise<void> {
  try {
    const outcome = isGivenUp(row.attempts) ? GIVEN_UP : await outcomeOf(db, row);
    await persist(() => writeDown(db, row, outcome));
  } catch (error) {
    log.error({ call: row.id, error }, 'what became of a call could not be written down');
  }
}

/** All tries ended with their worker: the next one would as well. */
const GIVEN_UP: Outcome = { is: 'failed', answer: { error: 'given_up' } };

/** Never throws: what breaks here counts as a try like others, else it would be tried for ever. */
async function outcomeOf(db: Db, row: Row): Promise<Outcome> {
  try {
    const [workspace] = await db
      .select(workspaceFacts)
      .from(workspaces)
      .where(sql`${workspaces.id} = ${row.workspace_id}`);
    if (!workspace) throw new Error('a call without a workspace');
    const { kind, payload, request_id: requestId, attempts } = row;
    return await makeCall(systemCtx(db, workspace), { kind, payload, requestId, attempts });
  } catch (error) {
    log.error({ call: row.id, error }, 'a call could not be made');
    return again({ error: 'internal' }, row.attempts, null);
  }
}

/** Only where the call is still as this worker took it; one whose run was called off meanwhile is not tried again. */
async function writeDown(db: Db, row: Row, outcome: Outcome): Promise<void> {
  const { workspace_id, id, attempts } = row;
  await db.transaction(async (tx) => {
    const isOff = outcome.is === 'again' && (await isCalledOff(tx, row));
    const state = isOff ? 'cancelled' : outcome.is === 'again' ? 'queued' : outcome.is;
    const wait = outcome.is === 'again' ? outcome.waitSeconds : 0;
    await tx.execute(sql`
      update outgoing_calls
      set state = ${state}, answer = ${JSON.stringify(outcome.answer)}::jsonb, claimed_at = null,
        next_try_at = now() + make_interval(secs => ${wait}),
        finished_at = case when ${state !== 'queued'} then now() end
      where workspace_id = ${workspace_id} and id = ${id} and state = 'calling' and attempts = ${attempts}`);
  });
}

/** Until this transaction ends, the run is not called off. */
async function isCalledOff(tx: Ctx['db'], { workspace_id, id }: Row): Promise<boolean> {
  const [run] = await tx.execute<{ isOff: boolean }>(sql`
    select ${IS_CALLED_OFF} as "isOff" from outgoing_calls c
    join automation_runs r on r.workspace_id = c.workspace_id and r.id = c.run_id
    where c.workspace_id = ${workspace_id} and c.id = ${id} for share of r`);
  return run?.isOff ?? false;
}

const TRIES = 10;
const RETRY_MS = 1_000;

/** The other server has answered: a database that is away for a moment must not have it called again. */
async function persist(work: () => Promise<unknown>): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await work();
      return;
    } catch (error) {
      if (tried === TRIES || !isDatabaseAway(error)) throw error;
      await sleep(RETRY_MS);
    }
  }
}
