import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { isDeadlock } from '#db/errors.ts';
import { imports } from '#db/schema/imports.ts';
import type { Ctx } from '../ctx.ts';
import { announceContacts } from '../events.ts';
import { FOR_MASS_WRITES } from '../mass-writes.ts';
import { enterState, type ImportRecord, thisImport } from './internal.ts';
import { RELEASE } from './release-sql.ts';
import { inTransactionOf, withConnection } from './transact.ts';
import { UNDO_BELONGINGS, UNDO_CREATED, UNDO_UPDATED } from './undo-sql.ts';
import { reportProgress, type Workshop } from './workshop.ts';

const ROWS_AT_ONCE = 5_000;
const TRIES = 8;

/** Takes back what an import did, batch by batch; rows that have been taken back are marked, so that a run cut short goes on. */
export async function undoRows(shop: Workshop, ctx: Ctx, one: ImportRecord): Promise<void> {
  if (one.undoChangeId === null) throw new Error('undoing without a change of its own');
  if (one.startedAt === null)
    await ctx.db.update(imports).set({ startedAt: new Date() }).where(thisImport(ctx, one.id));
  const progress = reportProgress(ctx, one.id);
  // Unknown to the planner, thousands of rows would be joined as if they were a few.
  await shop.raw`analyze import_outcomes, contacts (workspace_id, id), contact_events (workspace_id, contact_id, change_id)`.catch(
    () => {},
  );
  const changes = [one.changeId, one.undoChangeId];
  await withConnection(shop.raw, async (sql) => {
    for (let from = 1; from <= one.rowCount; from += ROWS_AT_ONCE) {
      shop.signal.throwIfAborted();
      await undoSurely(sql, [ctx.workspace.id, one.id, from, from + ROWS_AT_ONCE, ...changes]);
      await progress(from);
    }
  });
  await enterState(ctx, one.id, 'undone', { undoneAt: new Date(), rowsDone: one.rowCount });
  await announceContacts(ctx, null);
}

async function undoSurely(sql: postgres.ReservedSql, parameters: (number | string)[]): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await undoBatch(sql, parameters);
      return;
    } catch (error) {
      if (!isDeadlock(error) || tried === TRIES) throw error;
      await sleep(tried * 30 + Math.random() * 50);
    }
  }
}

async function undoBatch(sql: postgres.ReservedSql, parameters: (number | string)[]): Promise<void> {
  await inTransactionOf(sql, async () => {
    await sql.unsafe(FOR_MASS_WRITES);
    for (const statement of [...UNDO_BELONGINGS, UNDO_UPDATED, UNDO_CREATED, RELEASE])
      await sql.unsafe(statement, parameters, { prepare: false });
  });
}
