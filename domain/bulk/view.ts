import { and, desc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import { users } from '#db/schema/users.ts';
import type { BulkState } from '#db/values.ts';
import { mayRole } from '../authorize.ts';
import { countStartedOf, type StartedTally } from '../automations/act-on-many.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { AT_ONCE_MAX, type BulkChange } from './change.ts';
import { changeInput } from './input.ts';
import { knownBulks } from './internal.ts';
import { type BulkCounts, mayUndo } from './rules.ts';

/** An act on many contacts as screens show it. */
export type BulkView = {
  id: number;
  state: BulkState;
  change: BulkChange;
  /** What the change points at, by name: the status, the origin, the new owners, the group, the field; null where it needs none. */
  target: string | null;
  total: number;
  /** How many of them are worked on; while the act is being undone, how many of those that it changed. */
  done: number;
  counts: BulkCounts;
  failure: string | null;
  mayUndo: boolean;
  createdBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  undoneAt: Date | null;
  /** How far the automations are that it was asked to set off; null: it was not. */
  automations: StartedTally | null;
};

/** Reads acts that whoever asks may know of, newest first. */
export async function readBulks(
  ctx: Ctx,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<BulkView[]> {
  const rows = await ctx.db
    .select({
      id: bulkChanges.id,
      state: bulkChanges.state,
      change: bulkChanges.change,
      target: targetName,
      total: bulkChanges.total,
      done: bulkChanges.done,
      counts: sql<BulkCounts | null>`${bulkChanges.counts}`,
      failure: bulkChanges.failure,
      createdBy: bulkChanges.createdBy,
      name: users.name,
      createdAt: bulkChanges.createdAt,
      startedAt: bulkChanges.startedAt,
      finishedAt: bulkChanges.finishedAt,
      undoneAt: bulkChanges.undoneAt,
      fires: bulkChanges.firesAutomations,
    })
    .from(bulkChanges)
    .innerJoin(users, eq(users.id, bulkChanges.createdBy))
    .where(and(knownBulks(ctx), where))
    .orderBy(desc(bulkChanges.createdAt), desc(bulkChanges.id))
    .limit(limit);
  const reader = readerOf(ctx);
  const firing = rows.filter(({ fires }) => fires).map(({ id }) => id);
  const started: Map<number, StartedTally> =
    firing.length === 0 ? new Map() : await countStartedOf(ctx, 'bulk', firing);
  return rows.flatMap(({ createdBy, name, counts, change: stored, fires: _, ...row }) => {
    // Of a newer version of the product, running beside this one.
    const change = changeInput.safeParse(stored).data;
    const undoable = mayUndo({ ...row, createdBy }, reader, Date.now());
    const automations = started.get(row.id) ?? null;
    return change
      ? [{ ...row, change, counts: counts ?? {}, createdBy: name, mayUndo: undoable, automations }]
      : [];
  });
}

/** Large ones that whoever asks began or is undoing: those under way, and those that ended a moment ago; and any whose automations have yet to begin. */
export function isOwnAndRecent(ctx: Ctx): SQL | undefined {
  const aMomentAgo = sql`now() - interval '1 minute'`;
  const me = actorId(ctx) ?? 0;
  const isRecent = or(
    inArray(bulkChanges.state, ['queued', 'running', 'undoing']),
    gt(bulkChanges.finishedAt, aMomentAgo),
    gt(bulkChanges.undoneAt, aMomentAgo),
  );
  const setsOff = sql`${bulkChanges.firesAutomations} and exists (
    select from automation_inbox i where i.workspace_id = ${bulkChanges.workspaceId} and i.bulk_id = ${bulkChanges.id})`;
  return and(
    or(eq(bulkChanges.createdBy, me), eq(bulkChanges.undoneBy, me)),
    or(and(gt(bulkChanges.total, AT_ONCE_MAX), isRecent), setsOff),
  );
}

/** Who reads, for `mayUndo`. */
export function readerOf({ actor }: Ctx): { userId: number; isLead: boolean } {
  if (actor.kind !== 'member') return { userId: 0, isLead: true };
  return { userId: actor.userId, isLead: mayRole(actor.role, 'bulk.manage') };
}

const groupName = sql`(
  select g.name from groups g
  where g.workspace_id = ${bulkChanges.workspaceId} and g.id = (${bulkChanges.change} ->> 'groupId')::bigint)`;

const targetName = sql<string | null>`
  case ${bulkChanges.change} ->> 'kind'
    when 'status' then (
      select s.name from statuses s
      where s.workspace_id = ${bulkChanges.workspaceId} and s.id = (${bulkChanges.change} ->> 'statusId')::bigint)
    when 'origin' then (
      select o.name from origins o
      where o.workspace_id = ${bulkChanges.workspaceId} and o.id = (${bulkChanges.change} ->> 'originId')::bigint)
    when 'owner' then (
      select string_agg(u.name, ', ' order by u.name)
      from jsonb_array_elements_text(${bulkChanges.change} -> 'ownerIds') as owner (id)
      join memberships m on m.workspace_id = ${bulkChanges.workspaceId} and m.user_id = owner.id::bigint
      join users u on u.id = m.user_id)
    when 'group_add' then ${groupName}
    when 'group_remove' then ${groupName}
    when 'field' then (
      select f.name from fields f
      where f.workspace_id = ${bulkChanges.workspaceId} and f.id = (${bulkChanges.change} ->> 'fieldId')::bigint)
  end`;
