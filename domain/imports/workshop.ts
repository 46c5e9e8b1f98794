import type postgres from 'postgres';
import type { Db } from '#db/client.ts';
import { imports } from '#db/schema/imports.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { type ImportRecord, thisImport } from './internal.ts';

/** What the worker's side of imports works with. */
export type Workshop = {
  db: Db;
  /** For COPY, cursors and many rows. */
  raw: postgres.Sql;
  /** A client of one connection that holds a lock; `onLost` when it ends, by itself or not. */
  openLock: (onLost: () => void) => postgres.Sql;
  /** Where uploads lie. */
  folder: string;
  signal: AbortSignal;
};

const REPORT_MILLISECONDS = 1_000;

type Progress = Partial<Pick<ImportRecord, 'rowsDone' | 'attempts' | 'counts'>>;

/** Makes a function that writes down how far the work is, once a second at most, and tells open windows. */
export function reportProgress(
  ctx: Ctx,
  id: number,
): (rowsDone: number | (() => Promise<Progress>)) => Promise<void> {
  let last = 0;
  return async (done) => {
    if (Date.now() - last < REPORT_MILLISECONDS) return;
    last = Date.now();
    const progress = typeof done === 'number' ? { rowsDone: done } : await done();
    await ctx.db.update(imports).set(progress).where(thisImport(ctx, id));
    await announceProgress(ctx, 'import', id);
  };
}
