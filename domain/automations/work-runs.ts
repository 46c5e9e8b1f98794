import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { log } from '#lib/log.ts';
import { remember } from '#lib/remember.ts';
import { automationCtx, type WorkspaceFacts } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { postponedTo } from './retry-rules.ts';
import { type Due, findDue } from './take-run.ts';
import { workRun } from './work-run.ts';

/** Steps under way at once in one worker. */
const LANES = 6;
/** Of one automation: one whose steps take long leaves room for the others. */
const LANES_EACH = 4;
/** Steps of one run, one after the other, before others have their turn. */
const STEPS_EACH = 10;
/** How often is looked for more while some are under way. */
const LOOK_MS = 50;

/** Under steady work the pump does not end. */
const FACTS_SECONDS = 30;

type Known = Map<string, { value: Promise<WorkspaceFacts | null>; until: number }>;

const keyOf = ({ workspaceId, automationId }: Due) => `${workspaceId}:${automationId}`;

/**
 * Works off what runs of automations have to do now, of all workspaces, until nothing is due. Any number of workers may do this at once. A run that breaks
 * is put off and keeps nobody waiting.
 */
export async function workRuns(db: Db, signal: AbortSignal): Promise<{ isMore: boolean }> {
  const flights = new Map<string, { due: Due; done: Promise<void> }>();
  const known: Known = new Map();
  const start = (due: Due) => {
    const key = `${due.workspaceId}:${due.id}`;
    const done = fly(db, known, due, signal).finally(() => flights.delete(key));
    flights.set(key, { due, done });
  };
  try {
    while (!signal.aborted) {
      const found = flights.size < LANES ? await findDue(db, crowded(flights)) : [];
      const waiting = found.filter(({ workspaceId, id }) => !flights.has(`${workspaceId}:${id}`));
      if (waiting.length === 0 && flights.size === 0) break;
      await startAll(waiting, flights, start, signal);
      // All lanes are taken, or what is due is under way: look again soon.
      if (flights.size > 0)
        await Promise.race([...[...flights.values()].map(({ done }) => done), sleep(LOOK_MS)]);
    }
  } finally {
    await Promise.all([...flights.values()].map(({ done }) => done));
  }
  return { isMore: false };
}

type Flights = Map<string, { due: Due; done: Promise<void> }>;

/** Gives each its lane as one becomes free. What an automation has too many of stays for the next look. */
async function startAll(
  waiting: Due[],
  flights: Flights,
  start: (due: Due) => void,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + LOOK_MS;
  for (const due of waiting) {
    while (flights.size >= LANES && Date.now() < until)
      await Promise.race([...[...flights.values()].map(({ done }) => done), sleep(until - Date.now())]);
    if (flights.size >= LANES || signal.aborted) return;
    if (lanesOf(flights, due) < LANES_EACH) start(due);
  }
}

function lanesOf(flights: Flights, due: Due): number {
  return [...flights.values()].filter((one) => keyOf(one.due) === keyOf(due)).length;
}

/** Automations that have all the lanes that one may have. */
function crowded(flights: Flights): Due[] {
  const all = [...flights.values()].map(({ due }) => due);
  const each = new Map(all.map((due) => [keyOf(due), due]));
  return [...each.values()].filter((due) => lanesOf(flights, due) >= LANES_EACH);
}

/** Some steps of one run. */
async function fly(db: Db, known: Known, due: Due, signal: AbortSignal): Promise<void> {
  try {
    const key = String(due.workspaceId);
    const workspace = await remember(known, key, FACTS_SECONDS, () => readWorkspace(db, due.workspaceId));
    if (!workspace) return;
    const ctx = automationCtx(db, workspace, due.id);
    for (let steps = 0; steps < STEPS_EACH && !signal.aborted; steps++)
      if (!(await workRun(ctx, due.id))) return;
  } catch (error) {
    await putOff(db, due, error);
  }
}

async function readWorkspace(db: Db, id: number): Promise<WorkspaceFacts | null> {
  const [found] = await db.select(workspaceFacts).from(workspaces).where(eq(workspaces.id, id));
  return found ?? null;
}

/** A run whose transaction did not end well: nothing of it has happened, and it is tried again later. */
async function putOff(db: Db, { workspaceId, id }: Due, cause: unknown): Promise<void> {
  log.error({ run: id, error: cause }, 'a run of an automation could not be worked');
  if (isDatabaseAway(cause)) {
    await sleep(LOOK_MS * 10);
    return;
  }
  try {
    const [run] = await db.execute<{ attempts: number }>(sql`
      update automation_runs set attempts = attempts + 1
      where workspace_id = ${workspaceId} and id = ${id} and state in ('running', 'waiting') returning attempts`);
    if (!run) return;
    await db.execute(sql`
      update automation_runs set wake_at = ${postponedTo(run.attempts, new Date()).toISOString()}::timestamptz
      where workspace_id = ${workspaceId} and id = ${id} and state in ('running', 'waiting')`);
  } catch (error) {
    log.error({ run: id, error }, 'a run of an automation could not be put off');
    await sleep(LOOK_MS * 10);
  }
}
