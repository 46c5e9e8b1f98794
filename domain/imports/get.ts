import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { importOutcomes, imports } from '#db/schema/imports.ts';
import { users } from '#db/schema/users.ts';
import type { ImportState } from '#db/values.ts';
import { pace } from '#lib/pace.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { importInput } from './input.ts';
import { thisImport } from './internal.ts';
import { summaryColumns } from './list.ts';
import { AT_WORK, undoableUntil } from './states-rules.ts';
import { storedCounts, storedFile, storedForecast, storedPlan } from './stored.ts';
import type { ImportDetail, ImportProgress, SameFile } from './types.ts';

const SAME_FILES = 5;
/** Rows of it are written, or may be. */
export const HAS_BEGUN: ImportState[] = [
  'queued',
  'running',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
];

const detailColumns = {
  ...summaryColumns,
  version: imports.version,
  receivedBytes: imports.receivedBytes,
  fileHash: imports.fileHash,
  file: imports.file,
  plan: imports.plan,
  forecast: imports.forecast,
  rowsDone: imports.rowsDone,
  startedAt: imports.startedAt,
  isCancelAsked: imports.isCancelAsked,
};

/** Everything about one import, as its page shows it. @throws `not_found`; `forbidden`. */
export async function getImport(ctx: Ctx, input: unknown): Promise<ImportDetail> {
  authorize(ctx, 'import.read');
  const { id } = parseInput(importInput, input);
  const [found] = await ctx.db
    .select(detailColumns)
    .from(imports)
    .leftJoin(users, eq(users.id, imports.createdBy))
    .where(thisImport(ctx, id));
  if (!found) throw notFound();
  const { fileHash, file, plan, forecast, counts, rowsDone, startedAt, ...one } = found;
  const now = new Date();
  return {
    ...one,
    counts: storedCounts(counts),
    file: storedFile(file),
    plan: storedPlan(plan),
    forecast: storedForecast(forecast),
    progress: progressOf({ ...one, rowsDone, startedAt }, now),
    sameFile: fileHash === null ? [] : await findSameFile(ctx, id, fileHash),
    undoableUntil: undoableUntil(one, now),
    kept: one.state === 'undone' ? await countKept(ctx, id) : [],
  };
}

type Working = Pick<ImportDetail, 'state' | 'fileBytes' | 'receivedBytes' | 'rowCount'> & {
  rowsDone: number;
  startedAt: Date | null;
};

function progressOf(one: Working, now: Date): ImportProgress | null {
  const { state, startedAt } = one;
  if (state !== 'uploading' && !AT_WORK.includes(state)) return null;
  // How many rows there are is known when the last has been read.
  const isInBytes = state === 'uploading' || state === 'reading';
  const done = state === 'uploading' ? one.receivedBytes : one.rowsDone;
  const total = isInBytes ? one.fileBytes : one.rowCount;
  const isWaiting = state !== 'uploading' && startedAt === null;
  const measured = { done, total, startedAt };
  return { unit: isInBytes ? 'bytes' : 'rows', ...measured, ...pace(measured, now), isWaiting };
}

async function findSameFile(ctx: Ctx, id: number, fileHash: string): Promise<SameFile[]> {
  const rows = await ctx.db
    .select({
      id: imports.id,
      at: imports.createdAt,
      by: sql<string>`coalesce(${users.name}, '')`,
      state: imports.state,
      counts: imports.counts,
    })
    .from(imports)
    .leftJoin(users, eq(users.id, imports.createdBy))
    .where(
      and(
        eq(imports.workspaceId, ctx.workspace.id),
        eq(imports.fileHash, fileHash),
        ne(imports.id, id),
        inArray(imports.state, HAS_BEGUN),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(SAME_FILES);
  return rows.map(({ counts, ...row }) => ({ ...row, counts: storedCounts(counts) }));
}

async function countKept(ctx: Ctx, id: number): Promise<{ reason: string; count: number }[]> {
  const { workspaceId, importId, undo } = importOutcomes;
  return ctx.db
    .select({ reason: sql<string>`${undo}`, count: sql<number>`count(*)::int` })
    .from(importOutcomes)
    .where(
      and(
        eq(workspaceId, ctx.workspace.id),
        eq(importId, id),
        inArray(importOutcomes.outcome, ['created', 'updated']),
        sql`${undo} not in ('gone', 'restored')`,
      ),
    )
    .groupBy(undo);
}
