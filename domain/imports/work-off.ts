import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { imports } from '#db/schema/imports.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { ImportState } from '#db/values.ts';
import { log } from '#lib/log.ts';
import { TableFileError } from '#lib/table-file/types.ts';
import { type Ctx, systemCtx, type WorkspaceFacts } from '../ctx.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { checkRows } from './check-rows.ts';
import { failureOf } from './failure-rules.ts';
import { finishImport } from './finish.ts';
import { enterState, type ImportRecord, readImport, thisImport } from './internal.ts';
import { readFile } from './read-file.ts';
import { runRows } from './run-rows.ts';
import { AT_WORK } from './states-rules.ts';
import { undoRows } from './undo-rows.ts';
import { removeUpload } from './upload-files.ts';
import type { Workshop } from './workshop.ts';

/** How often it looks for what has come meanwhile. */
const LOOK_MILLISECONDS = 1_000;
/** So many imports are worked on at once, of different workspaces where they write. */
const AT_ONCE = 3;
/** A state that was begun so often without coming further is given up: a file that brings the worker down must not do so for ever. */
const ATTEMPTS_MAX = 20;
/** After an error (and not a death of the process) it is clear sooner. */
const ERRORS_MAX = 4;

const STEPS: Partial<Record<ImportState, (shop: Workshop, ctx: Ctx, one: ImportRecord) => Promise<void>>> = {
  reading: readFile,
  checking: checkRows,
  queued: runRows,
  running: runRows,
  undoing: undoRows,
};

/** Works off everything that imports wait for, of all workspaces, until there is nothing left. Several workers may do so at once. Returns how many steps it took. */
export async function workOffImports(shop: Workshop): Promise<number> {
  const inHand = new Map<string, Promise<void>>();
  const passed = new Set<string>();
  let steps = 0;
  for (;;) {
    shop.signal.throwIfAborted();
    const waiting = await findWork(shop.db);
    const next = waiting.find((one) => !inHand.has(keyOf(one)) && !passed.has(stepOf(one)));
    if (next && inHand.size < AT_ONCE) {
      const key = keyOf(next);
      passed.add(stepOf(next));
      const work = takeStep(shop, next)
        .then((done) => {
          if (!done) return;
          steps += 1;
          // What had to wait for this one may go now.
          passed.clear();
        })
        .finally(() => inHand.delete(key));
      inHand.set(key, work);
      continue;
    }
    if (inHand.size === 0) return steps;
    await Promise.race([...inHand.values(), sleep(LOOK_MILLISECONDS)]);
  }
}

type Work = { workspace: WorkspaceFacts; id: number; state: ImportState; attempts: number };

const keyOf = ({ workspace, id }: Work) => `${workspace.id}/${id}`;
/** The same step is not taken twice in one go but for its next attempt. */
const stepOf = (one: Work) => `${keyOf(one)}/${one.state}/${one.attempts}`;

async function findWork(db: Db): Promise<Work[]> {
  return db
    .select({ workspace: workspaceFacts, id: imports.id, state: imports.state, attempts: imports.attempts })
    .from(imports)
    .innerJoin(workspaces, eq(workspaces.id, imports.workspaceId))
    .where(inArray(imports.state, [...AT_WORK]))
    .orderBy(asc(imports.attempts), asc(imports.updatedAt));
}

/** Takes one step of one import, unless somebody else is at it. Whoever loses the lock with its connection stops: another may have it by now. */
async function takeStep(shop: Workshop, work: Work): Promise<boolean> {
  const lost = new AbortController();
  const lock = shop.openLock(() => lost.abort());
  const isAlone = work.state !== 'reading' && work.state !== 'checking';
  const key = `import:${work.workspace.id}:${isAlone ? 'writes' : work.id}`;
  try {
    const [row] = await lock<
      { mine: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${key}, 0)) as mine`;
    if (!row?.mine) return false;
    await attempt({ ...shop, signal: AbortSignal.any([shop.signal, lost.signal]) }, work);
    return true;
  } finally {
    // The end of its session is the end of the lock.
    await lock.end({ timeout: 1 }).catch(() => {});
  }
}

async function attempt(shop: Workshop, { workspace, id }: Work): Promise<void> {
  const ctx = systemCtx(shop.db, workspace);
  const one = await readImport(ctx, id);
  const step = STEPS[one.state];
  if (!step) return;
  const attempts = one.attempts + 1;
  if (attempts > ATTEMPTS_MAX) return giveUp(shop, ctx, one, 'too_many_attempts');
  await shop.db
    .update(imports)
    .set({ attempts, startedAt: one.startedAt ?? sql`now()` })
    .where(thisImport(ctx, id));
  try {
    await step(shop, ctx, one);
  } catch (error) {
    if (shop.signal.aborted || isDatabaseAway(error)) {
      await shop.db.update(imports).set({ attempts: one.attempts }).where(thisImport(ctx, id));
      throw error;
    }
    log.error({ importId: id, state: one.state, attempts, error }, 'import failed');
    const failure = failureOf(error);
    if (error instanceof TableFileError || attempts >= ERRORS_MAX) await giveUp(shop, ctx, one, failure);
  }
}

/** A file that cannot be read leaves nothing; a run that cannot go on keeps what it wrote, to be undone; an undo ends where it is. */
async function giveUp(shop: Workshop, ctx: Ctx, one: ImportRecord, failure: string): Promise<void> {
  if (one.state === 'running' || one.state === 'queued') {
    await shop.db.update(imports).set({ state: 'running' }).where(thisImport(ctx, one.id));
    return finishImport(shop, ctx, one.id, { state: 'failed', reason: 'not_reached', failure });
  }
  await enterState(ctx, one.id, 'failed', { failure, upload: null, finishedAt: one.finishedAt });
  if (one.upload) await removeUpload(shop.folder, one.upload);
}
