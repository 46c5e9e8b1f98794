import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { bulkChanges } from '#db/schema/bulk.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { log } from '#lib/log.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { actFor } from '../sessions/act-for.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { countAttempt, giveUp, type Step, workOnBatch } from './work.ts';

/** After so long another act gets its turn. */
const TURN_MS = 1_000;
/** Open windows are told at most so often. */
const TELL_MS = 1_000;
/** A moment for whatever was in the way. */
const RETRY_MS = 250;
const TRIES = 4;

type Waiting = { workspaceId: number; id: number; actorId: number };

/**
 * Works off every act on many contacts that is under way, in all workspaces and in turns, batch by batch, as the members who asked for them. An act
 * that fails four times is given up, and hinders no other. Any number of workers may do this at once; a run cut short is simply run again.
 * Returns how many batches were worked on.
 */
export async function runBulkChanges(db: Db): Promise<number> {
  let batches = 0;
  for (;;) {
    let worked = 0;
    for (const waiting of await listWaiting(db)) worked += await takeTurn(db, waiting);
    batches += worked;
    if (worked === 0) return batches;
  }
}

async function listWaiting(db: Db): Promise<Waiting[]> {
  const rows = await db
    .select({
      workspaceId: bulkChanges.workspaceId,
      id: bulkChanges.id,
      state: bulkChanges.state,
      createdBy: bulkChanges.createdBy,
      undoneBy: bulkChanges.undoneBy,
    })
    .from(bulkChanges)
    .where(inArray(bulkChanges.state, ['queued', 'running', 'undoing']))
    .orderBy(bulkChanges.createdAt, bulkChanges.id);
  return rows.map(({ workspaceId, id, state, createdBy, undoneBy }) => ({
    workspaceId,
    id,
    actorId: state === 'undoing' ? (undoneBy ?? createdBy) : createdBy,
  }));
}

/** Some batches of one act; returns how many. */
async function takeTurn(db: Db, { workspaceId, id, actorId }: Waiting): Promise<number> {
  const ctx = await actFor(db, { workspaceId, userId: actorId });
  if (!ctx) {
    await giveUp(await productCtx(db, workspaceId), id, 'no_access');
    return 1;
  }
  const isWorn = (await countAttempt(ctx, id)) > TRIES;
  if (isWorn) await giveUp(ctx, id, 'broken');
  return isWorn ? 1 : workFor(ctx, id, TURN_MS);
}

async function workFor(ctx: Ctx, id: number, milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds;
  let toldAt = Number.NEGATIVE_INFINITY;
  let step: Step = { is: 'more', after: 0 };
  let batches = 0;
  while (step.is === 'more' && performance.now() < until) {
    const tells = performance.now() - toldAt >= TELL_MS;
    if (tells) toldAt = performance.now();
    step = await tryBatch(ctx, { id, after: step.after, tells });
    if (step.is !== 'busy') batches += 1;
  }
  return batches;
}

/** A batch that fails ends the turn; the next one counts the try. */
async function tryBatch(ctx: Ctx, batch: { id: number; after: number; tells: boolean }): Promise<Step> {
  try {
    return await workOnBatch(ctx, batch);
  } catch (error) {
    // The whole job is tried again when the database is back.
    if (isDatabaseAway(error)) throw error;
    if (error instanceof DomainError) await giveUp(ctx, batch.id, 'gone');
    else log.error({ bulk: batch.id, error }, 'a batch failed');
    await sleep(RETRY_MS);
    return { is: 'ended' };
  }
}

async function productCtx(db: Db, workspaceId: number): Promise<Ctx> {
  const [workspace] = await db.select(workspaceFacts).from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!workspace) throw new Error('an act without a workspace');
  return systemCtx(db, workspace);
}
