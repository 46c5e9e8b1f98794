import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { contactTallies } from '#db/schema/contacts.ts';
import { statuses } from '#db/schema/statuses.ts';
import type { StatusKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

export type Status = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  position: number;
  isDefault: boolean;
  version: number;
};

/** `isForLeads`: leads that create themselves, or are opened again, go into it. */
export type StatusWithTotal = Status & { contactTotal: number; isForLeads: boolean };

export const statusColumns = {
  id: statuses.id,
  name: statuses.name,
  colour: statuses.colour,
  kind: statuses.kind,
  position: statuses.position,
  isDefault: statuses.isDefault,
  version: statuses.version,
};

/** The workspace's live statuses in their order. */
export async function listStatuses(ctx: Ctx): Promise<Status[]> {
  authorize(ctx, 'status.read');
  return ctx.db
    .select(statusColumns)
    .from(statuses)
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), isNull(statuses.retiredAt)))
    .orderBy(asc(statuses.position), asc(statuses.id));
}

/** The same with how many contacts stand in each (exact, from the tallies). */
export async function listStatusesWithTotals(ctx: Ctx): Promise<StatusWithTotal[]> {
  authorize(ctx, 'status.read');
  const total = sql<number>`coalesce((
    select sum(t.total) from ${contactTallies} t
    where t.workspace_id = statuses.workspace_id and t.status_id = statuses.id), 0)::int`;
  const isForLeads = sql<boolean>`exists (
    select from auto_leads a
    where a.workspace_id = statuses.workspace_id and statuses.id in (a.status_id, a.reopen_status_id))`;
  return ctx.db
    .select({ ...statusColumns, contactTotal: total, isForLeads })
    .from(statuses)
    .where(and(eq(statuses.workspaceId, ctx.workspace.id), isNull(statuses.retiredAt)))
    .orderBy(asc(statuses.position), asc(statuses.id));
}
