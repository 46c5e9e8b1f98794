import { eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { reapplications } from '#db/schema/auto-lead.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { log } from '#lib/log.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { actFor } from '../sessions/act-for.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { tellEnd, thisAct, workOnReapplication } from './reapply-work.ts';

const TRIES = 4;

/**
 * Goes on with every act of applying rules to past touches, as whoever asked for it. One that fails four times is given up: what is done stays. Any
 * number of workers may do this at once; a run cut short is simply run again. Returns how many batches were worked on.
 */
export async function runReapplications(db: Db): Promise<number> {
  const running = await db.select().from(reapplications).where(eq(reapplications.state, 'running'));
  let batches = 0;
  for (const { workspaceId, id, createdBy } of running) {
    const ctx = await actFor(db, { workspaceId, userId: createdBy });
    batches += ctx ? await workOff(ctx, id) : await giveUp(await productCtx(db, workspaceId), id);
  }
  return batches;
}

async function workOff(ctx: Ctx, id: number): Promise<number> {
  for (let batches = 0; ; batches++) {
    if ((await countAttempt(ctx, id)) > TRIES) return batches + (await giveUp(ctx, id));
    try {
      if (!(await workOnReapplication(ctx, id))) return batches + 1;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log.error({ reapplication: id, error }, 'a batch failed');
    }
  }
}

async function countAttempt(ctx: Ctx, id: number): Promise<number> {
  const [row] = await ctx.db
    .update(reapplications)
    .set({ attempts: sql`${reapplications.attempts} + 1` })
    .where(thisAct(ctx, id))
    .returning({ attempts: reapplications.attempts });
  return row?.attempts ?? 0;
}

async function giveUp(ctx: Ctx, id: number): Promise<number> {
  authorize(ctx, 'auto_lead.manage');
  return inTransaction(ctx, async (tx) => {
    const [act] = await tx.db.select().from(reapplications).where(thisAct(tx, id)).for('update');
    if (act?.state !== 'running') return 0;
    await tx.db
      .update(reapplications)
      .set({ state: 'failed', finishedAt: sql`now()` })
      .where(thisAct(tx, id));
    const { touchTotal, contactTotal } = act;
    await tellEnd(tx, act.changeId, { touchTotal, contactTotal, reason: 'given_up' });
    return 1;
  });
}

async function productCtx(db: Db, workspaceId: number): Promise<Ctx> {
  const [workspace] = await db.select(workspaceFacts).from(workspaces).where(eq(workspaces.id, workspaceId));
  if (!workspace) throw new Error('an act without a workspace');
  return systemCtx(db, workspace);
}
