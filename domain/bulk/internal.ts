import { and, eq, type SQL, sql } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import type { BulkOutcome, BulkReason, BulkState } from '#db/values.ts';
import { mayRole } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import type { BulkChange } from './change.ts';
import { changeInput } from './input.ts';
import type { BulkCounts } from './rules.ts';
import { idList } from './selection.ts';

/** An act on many contacts, as it stands in the database. */
export type Bulk = {
  id: number;
  state: BulkState;
  change: BulkChange;
  total: number;
  done: number;
  changeId: string;
  undoChangeId: string | null;
  createdBy: number;
  undoneBy: number | null;
  createdAt: Date;
  /** Asked for, and not called off meanwhile. */
  firesAutomations: boolean;
};

const columns = {
  id: bulkChanges.id,
  state: bulkChanges.state,
  change: bulkChanges.change,
  total: bulkChanges.total,
  done: bulkChanges.done,
  changeId: bulkChanges.changeId,
  undoChangeId: bulkChanges.undoChangeId,
  createdBy: bulkChanges.createdBy,
  undoneBy: bulkChanges.undoneBy,
  createdAt: bulkChanges.createdAt,
  firesAutomations: sql<boolean>`${bulkChanges.firesAutomations} and ${bulkChanges.automationsCancelledAt} is null`,
};

/** One act of the workspace, as a condition on `bulk_changes`. */
export function isBulk(ctx: Ctx, id: number): SQL | undefined {
  return and(eq(bulkChanges.workspaceId, ctx.workspace.id), eq(bulkChanges.id, id));
}

/** The acts that whoever reads may know of: all for who leads the team, else their own. */
export function knownBulks(ctx: Ctx): SQL | undefined {
  const { actor } = ctx;
  const ours = eq(bulkChanges.workspaceId, ctx.workspace.id);
  if (actor.kind !== 'member' || mayRole(actor.role, 'bulk.manage')) return ours;
  return and(ours, eq(bulkChanges.createdBy, actor.userId));
}

/** An act that whoever acts may know of, locked until the transaction ends. @throws `not_found`. */
export async function lockKnown(ctx: Ctx, id: number): Promise<Bulk> {
  const [row] = await ctx.db
    .select(columns)
    .from(bulkChanges)
    .where(and(knownBulks(ctx), eq(bulkChanges.id, id)))
    .for('no key update');
  if (!row) throw notFound();
  return { ...row, change: changeInput.parse(row.change) };
}

/** The act for the worker, locked; null while another worker has it. */
export async function lockForWork(ctx: Ctx, id: number): Promise<Bulk | null> {
  const [row] = await ctx.db
    .select(columns)
    .from(bulkChanges)
    .where(isBulk(ctx, id))
    .for('no key update', { skipLocked: true });
  return row ? { ...row, change: changeInput.parse(row.change) } : null;
}

/** Writes down how targets ended. */
export async function mark(
  ctx: Ctx,
  bulkId: number,
  { ids, outcome, reason = null }: { ids: number[]; outcome: BulkOutcome; reason?: BulkReason | null },
): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.execute(sql`
    update bulk_targets set outcome = ${outcome}, reason = ${reason}
    where workspace_id = ${ctx.workspace.id} and bulk_id = ${bulkId} and contact_id = any(${idList(ids)}::bigint[])`);
}

/** The next targets that are to be worked on, upwards from `after`. */
export async function nextTargets(
  ctx: Ctx,
  bulk: Bulk,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const isWaiting = bulk.state === 'undoing' ? sql`outcome = 'changed'` : sql`outcome is null`;
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select contact_id as id from bulk_targets
    where workspace_id = ${ctx.workspace.id} and bulk_id = ${bulk.id} and contact_id > ${after} and ${isWaiting}
    order by contact_id limit ${limit}`);
  return [...rows].map(({ id }) => Number(id));
}

/** How the targets ended so far. */
export async function countOutcomes(ctx: Ctx, bulkId: number): Promise<BulkCounts> {
  const rows = await ctx.db.execute<{
    outcome: BulkOutcome;
    reason: BulkReason | null;
    total: number;
  }>(sql`
    select outcome, reason, count(*)::int as total from bulk_targets
    where workspace_id = ${ctx.workspace.id} and bulk_id = ${bulkId} and outcome is not null group by outcome, reason`);
  const counts: BulkCounts = {};
  const reasons: Partial<Record<BulkReason, number>> = {};
  for (const { outcome, reason, total } of rows) {
    counts[outcome] = (counts[outcome] ?? 0) + total;
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + total;
  }
  return Object.keys(reasons).length > 0 ? { ...counts, reasons } : counts;
}
